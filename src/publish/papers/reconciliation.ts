import { isMonthEnd, monthWords } from '../../domain/dates.js';
import { closeOf } from '../../ledger/views/close.js';
import { openItems } from '../../ledger/views/open-items.js';
import { conclusionOf } from '../sheets/month.js';
import * as p from './printed.js';

/** 对账单 of a month's end: files, ledger and account statement side by side, and each item that is still open. */
export async function reconciliationPapers({
  sql,
  on,
  agreements,
  printedFrom,
}: p.PaperSource): Promise<p.Printed[]> {
  if (!isMonthEnd(on)) return [];
  const month = on.slice(0, 7);
  const paper = p.newPaper('reconciliation', { number: `DZ-${month}`, date: on, landscape: true });
  paper.facts([
    ['对账月份', monthWords(on)],
    ['截至日期', on],
  ]);
  paper.heading('一、三方核对');
  paper.table(
    [
      p.textColumn('项目', 10),
      p.moneyColumn('银行及财政文件(元)'),
      p.moneyColumn('账簿(元)'),
      p.moneyColumn('账户流水(元)'),
      p.moneyColumn('文件与流水差额(元)'),
      p.moneyColumn('已列明未达(元)'),
      p.moneyColumn('不明差额(元)', 11),
      p.textColumn('结论', 22),
    ],
    (await closeOf(sql, on)).map((line) => [
      line.item,
      p.moneyCell(line.files),
      p.moneyCell(line.ledger),
      p.moneyCell(line.statement),
      p.moneyCell(line.files - line.statement),
      p.moneyCell(line.listed),
      p.moneyCell(line.unexplained),
      conclusionOf(line),
    ]),
  );
  paper.heading('二、未达事项');
  const open = await openItems(sql, on);
  if (open.length === 0) paper.paragraph('没有未达事项。');
  else
    paper.table(
      [
        p.centred('序号', 4),
        p.textColumn('类型', 9),
        p.textColumn('业务编号', 24),
        p.textColumn('流水号', 14),
        p.textColumn('责任方', 16),
        p.centred('发生日期', 10),
        p.centred('到期日', 10),
        p.moneyColumn('金额(元)', 13),
        p.textColumn('说明', 26),
      ],
      open.map((item, i) => [
        String(i + 1),
        item.kind,
        item.businessNo,
        item.txnNo,
        agreements.nameOf(item.owner, on),
        item.since,
        item.dueOn ?? '',
        p.moneyCell(item.amount),
        item.message,
      ]),
    );
  paper.paragraph(printedFrom(`CUSTODIAN/close-${month}.csv`), 'small');
  paper.signatures(['托管机构', '专户开户行', '财政国资局']);
  return [{ folder: 'CUSTODIAN', name: `reconciliation-${month}`, paper }];
}
