import { opinionsOf } from '../../ledger/views/day.js';
import * as p from './printed.js';

/** 初审意见清单 of the day's run, for the bureau to confirm and to stamp. */
export async function opinionPapers({
  sql,
  on,
  agreements,
  printedFrom,
}: p.PaperSource): Promise<p.Printed[]> {
  const lines = await opinionsOf(sql, on);
  if (lines.length === 0) return [];
  const paper = p.newPaper('opinion', { number: `CS-${p.compact(on)}`, date: on, landscape: true });
  const opinions = [...new Set(lines.map(({ opinion }) => opinion))];
  paper.facts([
    ['初审日期', on],
    ...opinions.map((opinion): [string, string] => {
      const amounts = lines.filter((line) => line.opinion === opinion).map(({ amount }) => amount);
      return [opinion, `${amounts.length}笔,${p.moneyWords(p.sum(amounts))}`];
    }),
  ]);
  paper.table(
    [
      p.centred('序号', 5),
      p.textColumn('业务编号', 20),
      p.textColumn('银行', 13),
      p.textColumn('企业名称', 17),
      p.textColumn('统一社会信用代码', 18),
      p.centred('分类', 5),
      p.moneyColumn('不良本金余额(元)', 12),
      p.moneyColumn('比例', 8),
      p.moneyColumn('补偿金额(元)', 12),
      p.centred('意见', 8),
      p.moneyColumn('不良占比', 10),
      p.moneyColumn('补偿净额(元)', 12),
      p.textColumn('依据条款', 14),
    ],
    lines.map((line, i) => [
      String(i + 1),
      line.businessNo,
      agreements.nameOf(line.bank, on),
      line.enterpriseName,
      line.uscc,
      line.classification,
      p.moneyCell(line.base),
      p.ratioCell(line.ratio),
      p.moneyCell(line.amount),
      line.opinion,
      line.applied === null || line.filed === null
        ? ''
        : p.ratioCell({ num: line.applied, den: line.filed }, 4),
      line.net === null ? '' : p.moneyCell(line.net),
      line.article,
    ]),
  );
  paper.paragraph(printedFrom('BUREAU/opinion.csv'), 'small');
  paper.signatures(['托管机构(初审)', '财政国资局(确认)']);
  return [{ folder: 'BUREAU', name: 'opinion', paper }];
}
