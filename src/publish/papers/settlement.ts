import { byBank } from '../../domain/by-bank.js';
import { isMonthEnd, monthStart, monthWords } from '../../domain/dates.js';
import { type SettlementView, settlementOf } from '../../ledger/views/settlement.js';
import * as p from './printed.js';

/** 清算单 of a month for each bank with a line, made on the month's last day. */
export async function settlementPapers({
  sql,
  on,
  agreements,
  printedFrom,
}: p.PaperSource): Promise<p.Printed[]> {
  if (!isMonthEnd(on)) return [];
  const month = on.slice(0, 7);
  return [...byBank(await settlementOf(sql, monthStart(on), on))].map(([bank, lines]) => {
    const paper = p.newPaper('settlement', { number: `QS-${bank}-${month}`, date: on });
    paper.facts([
      ['银行', `${agreements.nameOf(bank, on)}(${bank})`],
      ['清算月份', monthWords(on)],
      ...totals(lines),
    ]);
    paper.table(
      [
        p.centred('序号', 5),
        p.centred('日期', 11),
        p.centred('类型', 10),
        p.textColumn('业务编号', 30),
        p.centred('政策', 6),
        p.textColumn('借据编号', 18),
        p.moneyColumn('金额(元)', 16),
      ],
      lines.map((line, i) => [
        String(i + 1),
        line.day,
        line.type,
        line.businessNo,
        line.scheme,
        line.iouNo,
        p.moneyCell(line.amount),
      ]),
    );
    paper.paragraph(
      '日期为业务生效日(确认日或到达日)。带负号的是当月撤销的业务。请与贵行台账核对,有出入的于收到后告知托管机构。',
      'small',
    );
    paper.paragraph(printedFrom(`${bank}/settlement-${month}.csv`), 'small');
    paper.signatures(['托管机构', '银行(核对无误)']);
    return { folder: bank, name: `settlement-${month}`, paper };
  });
}

/** What the month's lines of each type come to: different things, never added up with one another. */
function totals(lines: readonly SettlementView[]): [string, string][] {
  return [...new Set(lines.map(({ type }) => type))].map((type) => {
    const amounts = lines.filter((line) => line.type === type).map(({ amount }) => amount);
    return [type, `${amounts.length}行,${p.moneyWords(p.sum(amounts))}`];
  });
}
