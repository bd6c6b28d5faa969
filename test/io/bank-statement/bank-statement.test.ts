import { describe, expect, test } from 'vitest';
import { statementCsv } from '../../../src/io/bank-statement/statement-csv.js';
import { parseFileName } from '../../../src/io/filename.js';
import { inspectFile } from '../../../src/io/inspect.js';
import { takeFile } from '../../../src/pipeline.js';
import { verify } from '../../../src/verify/verify.js';
import { LIMITS, put, temporaryFolder } from '../../support/files.js';
import { freshPlace } from '../../support/place.js';

/** The same lines of an account as a bank's systems write them: they come to the same rows, and to the same books. */

const entry = (ref: string, sum: string, sign: string, parts: string, more = '') =>
  `<Ntry><Amt Ccy="CNY">${sum}</Amt><CdtDbtInd>${sign}</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-01-30</Dt></BookgDt>` +
  `<AcctSvcrRef>${ref}</AcctSvcrRef>${more}<NtryDtls>${parts}</NtryDtls></Ntry>`;
const details = (side: string, name: string, words: string, more = '') =>
  `<TxDtls>${more}<RltdPties><${side}><Nm>${name}</Nm></${side}></RltdPties><RmtInf><Ustrd>${words}</Ustrd></RmtInf></TxDtls>`;
const bal = (code: string, sum: string) =>
  `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">${sum}</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>`;
const camt = (content: string, head = '') =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${head}<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>` +
  `<GrpHdr><MsgId>1</MsgId></GrpHdr><Stmt><Id>1</Id>${content}</Stmt></BkToCstmrStmt></Document>`;

const CAMT = camt(
  bal('OPBD', '1000.00') +
    bal('CLBD', '1050.50') +
    entry(
      'A1',
      '90.5',
      'CRDT',
      details('Dbtr', '开户行', ''),
      '<BkTxCd><Domn><Fmly><SubFmlyCd>INTR</SubFmlyCd></Fmly></Domn></BkTxCd>',
    ) +
    entry('A2', '50.00', 'DBIT', details('Cdtr', '托管&amp;机构', '2025年度管理费')) +
    entry('A3', '10.00', 'CRDT', details('Dbtr', '某&quot;行', '缴回 R-ICBC-XW-JJ-1-HS_1,请查收')),
);

const MT940 = [
  '{1:F01BANKCNBJAXXX0000000000}{4:',
  ':20:STMT1',
  ':25:020-1',
  ':28C:1/1',
  ':60F:C260129CNY1000,00',
  ':61:2601300130C90,5NINTNONREF//A1',
  ':86:?32开户行',
  ':61:2601300130D50,NTRFX//A2',
  ':86:?202025年度管理费?32托管&机?33构',
  ':61:2601300130C10,00NTRFNONREF//A3',
  ':86:?20缴回 R-ICBC-XW-JJ-',
  '1-HS_1,请查收?32某"行',
  ':62F:C260130CNY1050,50',
  '-}',
].join('\r\n');

const ROWS = `流水号,交易日期,收支方向,金额,对方单位,业务编号,用途,账户余额,归属年度
A1,2026-01-30,收,90.50,开户行,,利息,1090.50,
A2,2026-01-30,支,50.00,托管&机构,,管理费,1040.50,2025
A3,2026-01-30,收,10.00,"某""行",R-ICBC-XW-JJ-1-HS_1,追偿返还,1050.50,
`;

const FORMATS = [
  ['statement-1.xml', 'CAMT.053', CAMT],
  ['账户流水-1.STA', 'MT940', MT940],
] as const;

describe.each(FORMATS)('%s', (name, encoding, content) => {
  test('comes to the rows of a statement file', async () => {
    const path = await put(await temporaryFolder(), name, content);
    expect(await statementCsv(path, encoding)).toBe(ROWS);
    const file = parseFileName(name, LIMITS);
    expect('format' in file && (await inspectFile(path, LIMITS, file.format))).toMatchObject({ encoding });
  });

  test('is told where its lines do not lead to its closing balance', async () => {
    const path = await put(await temporaryFolder(), name, content.replace(/1050([.,])50/, '1050$149'));
    await expect(statementCsv(path, encoding)).rejects.toThrow('与期末余额1050.49不符');
  });

  test('is refused in another currency', async () => {
    const path = await put(await temporaryFolder(), name, content.replaceAll('CNY', 'USD'));
    await expect(statementCsv(path, encoding)).rejects.toThrow('USD');
  });
});

test('what no bank’s system writes is refused, a document type above all', async () => {
  const told = async (content: string, encoding: 'CAMT.053' | 'MT940' = 'CAMT.053'): Promise<string> =>
    statementCsv(await put(await temporaryFolder(), 'x', content), encoding).catch(
      (error: Error) => error.message,
    );
  const bomb = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>';
  expect(await told(camt(bal('OPBD', '1') + bal('CLBD', '1'), bomb))).toContain('文档类型声明');
  expect(await told(camt(`${'<a>'.repeat(70)}${'</a>'.repeat(70)}`))).toContain('嵌套过深');
  expect(await told(CAMT.replace('camt.053.001.02', 'camt.052.001.02'))).toContain('不是camt.053');
  expect(await told(CAMT.slice(0, -20))).toContain('不是可读取的CAMT.053');
  expect(await told(CAMT.replace('BOOK', 'PDNG'))).toContain('未入账');
  expect(await told(CAMT.replace('<AcctSvcrRef>A1</AcctSvcrRef>', ''))).toContain('没有银行流水号');
  expect(await told(CAMT.replace('2026-01-30', '2026-02-30'))).toContain('2026-02-30');
  expect(await told(MT940.replace('NONREF//A1', 'NONREF'), 'MT940')).toContain('没有银行流水号');
  expect(await told(MT940.replace(':62F:', ':64:'), 'MT940')).toContain('没有期末余额');
  expect(await told('nothing', 'MT940')).toContain('没有期初余额');
});

test('a batch is a line for each of its transactions where they have their sums, and is refused where not', async () => {
  const part = (sum: string, no: string) => details('Cdtr', '甲行', `拨付 C-ICBC-XW-${no}`, sum);
  const batch = (a: string, b: string) =>
    camt(
      bal('OPBD', '100.00') +
        bal('CLBD', '70.00') +
        entry('B1', '30.00', 'DBIT', part(a, 'JJ-1') + part(b, 'JJ-2')),
    );
  const path = async (content: string) => put(await temporaryFolder(), 'x.xml', content);
  const amt = (sum: string) => `<Amt Ccy="CNY">${sum}</Amt>`;
  const rows = await statementCsv(await path(batch(amt('10.00'), amt('20.00'))), 'CAMT.053');
  expect(rows.split('\n').slice(1, 3)).toEqual([
    'B1-1,2026-01-30,支,10.00,甲行,C-ICBC-XW-JJ-1,补偿拨付,90.00,',
    'B1-2,2026-01-30,支,20.00,甲行,C-ICBC-XW-JJ-2,补偿拨付,70.00,',
  ]);
  for (const wrong of [batch('', ''), batch(amt('10.00'), amt('19.99'))])
    await expect(statementCsv(await path(wrong), 'CAMT.053')).rejects.toThrow('合计不符');
});

test('a bank’s formats are of statements alone', () => {
  for (const name of ['filing-1.xml', '勾对.sta', 'claim.mt940'])
    expect(parseFileName(name, LIMITS)).toEqual({ problem: expect.stringContaining('类别') });
  expect(parseFileName('statement.mt940', LIMITS)).toMatchObject({ kind: 'statement', format: 'mt940' });
});

test('makes the books that the CSV file makes; verify reads the archived bytes again', {
  timeout: 120_000,
}, async () => {
  const lines = async (name: string, content: string) => {
    const place = await freshPlace();
    const path = await put(await temporaryFolder(), name, content);
    const record = await takeFile(place, { sender: 'ACCOUNT', name, path }, '2026-02-02');
    const rows = await place.db.query(
      `SELECT id, txn_no, booked_on, direction, amount, counterparty, business_no, purpose, balance, booking FROM statement_lines
       ORDER BY id`,
    );
    return { record, rows, place };
  };
  const csv = await lines('statement-1.csv', ROWS);
  expect(csv.record).toMatchObject({ status: 'processed', rows: 3, rejected: 0 });
  const xml = await lines('statement-1.xml', CAMT);
  expect(xml.record).toMatchObject({ status: 'processed', rows: 3, rejected: 0, encoding: 'CAMT.053' });
  expect(xml.rows).toEqual(csv.rows);
  const found = await verify(xml.place.db, { archive: undefined, out: undefined }, () => {});
  expect(found.difference).toBeUndefined();
  const bad = await lines('statement-2.xml', CAMT.replace('BOOK', 'PDNG'));
  expect(bad.record).toMatchObject({ status: 'refused', code: 'FILE-CSV' });
});
