import { byBank } from '../../domain/by-bank.js';
import { clawbacksOf } from '../../ledger/views/day.js';
import * as p from './printed.js';

/** 缴回通知书 for each bank that the day's recoveries and recalls ask money back from. */
export async function clawbackPapers({
  sql,
  on,
  agreements,
  printedFrom,
}: p.PaperSource): Promise<p.Printed[]> {
  return [...byBank(await clawbacksOf(sql, on))].map(([bank, lines]) => {
    const paper = p.newPaper('clawback', { number: `JH-${bank}-${p.compact(on)}`, date: on });
    const total = p.sum(lines.map(({ asked }) => asked));
    paper.facts([
      ['缴款银行', `${agreements.nameOf(bank, on)}(${bank})`],
      ['通知日期', on],
      ['笔数', `${lines.length}笔`],
      ['应缴回金额', p.moneyWords(total)],
    ]);
    paper.paragraph(
      '请将下列款项在各自的缴回期限内缴入资金专用账户,附言写明业务编号,以便对账。已缴回的请核对账户流水。',
    );
    paper.table(
      [
        p.centred('序号', 6),
        p.textColumn('业务编号', 26),
        p.textColumn('借据编号', 16),
        p.centred('回收日期', 14),
        p.moneyColumn('回收金额(元)', 15),
        p.moneyColumn('比例', 9),
        p.moneyColumn('应缴回(元)', 15),
        p.centred('缴回期限', 14),
        p.centred('通知逾期(工作日)', 10),
      ],
      lines.map((line, i) => [
        String(i + 1),
        line.businessNo,
        line.iouNo,
        line.recoveredOn ?? '追回',
        p.moneyCell(line.amount),
        p.ratioCell(line.ratio),
        p.moneyCell(line.asked),
        line.dueOn ?? '',
        line.noticeLate === null ? '' : String(line.noticeLate),
      ]),
      [
        '',
        '合计',
        '',
        '',
        p.moneyCell(p.sum(lines.map(({ amount }) => amount))),
        '',
        p.moneyCell(total),
        '',
        '',
      ],
    );
    paper.paragraph(printedFrom(`${bank}/clawback.csv`), 'small');
    paper.signatures(['托管机构', '缴款银行(签收)']);
    return { folder: bank, name: 'clawback', paper };
  });
}
