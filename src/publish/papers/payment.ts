import { byBank } from '../../domain/by-bank.js';
import { paymentsOf } from '../../ledger/views/day.js';
import * as p from './printed.js';

/** 拨付通知书 for each bank that the day's confirmations pay. */
export async function paymentPapers({
  sql,
  on,
  agreements,
  printedFrom,
}: p.PaperSource): Promise<p.Printed[]> {
  return [...byBank(await paymentsOf(sql, on))].map(([bank, lines]) => {
    const paper = p.newPaper('payment', { number: `BF-${bank}-${p.compact(on)}`, date: on });
    const total = p.sum(lines.map(({ amount }) => amount));
    const documents = [...new Set(lines.map(({ documentNo }) => documentNo))];
    paper.facts([
      ['收款银行', `${agreements.nameOf(bank, on)}(${bank})`],
      ['确认日期', on],
      ['确认文号', documents.join('、')],
      ['笔数', `${lines.length}笔`],
      ['拨付金额', p.moneyWords(total)],
    ]);
    paper.paragraph('经主管部门确认,下列补偿申请予以拨付。款项由资金专用账户划出,请查收并与贵行台账核对。');
    paper.table(
      [
        p.centred('序号', 5),
        p.textColumn('业务编号', 26),
        p.centred('政策', 6),
        p.textColumn('借据编号', 17),
        p.moneyColumn('不良本金余额(元)', 16),
        p.moneyColumn('比例', 8),
        p.moneyColumn('补偿金额(元)', 15),
        p.textColumn('确认文号', 14),
      ],
      lines.map((line, i) => [
        String(i + 1),
        line.businessNo,
        line.scheme,
        line.iouNo,
        p.moneyCell(line.base),
        p.ratioCell(line.ratio),
        p.moneyCell(line.amount),
        line.documentNo,
      ]),
      ['', '合计', '', '', p.moneyCell(p.sum(lines.map(({ base }) => base))), '', p.moneyCell(total), ''],
    );
    paper.paragraph(printedFrom(`${bank}/payment.csv`), 'small');
    paper.signatures(['托管机构', '收款银行(签收)']);
    return { folder: bank, name: 'payment', paper };
  });
}
