import type { CheckedClaim } from '../ledger/views/sample.js';
import { count, type Sheet, sheet, summed, text } from '../publish/sheet.js';
import type { Drawn, Sample } from './sample.js';

/** 抽查登记: the items drawn, with empty columns for what came of them, kept by the custodian beside the books. */
export const SAMPLE_SHEET: Sheet<Sample<CheckedClaim>> = sheet<
  Drawn<CheckedClaim> & { readonly serial: number },
  Sample<CheckedClaim>
>({
  name: 'sample',
  title: '抽查登记',
  rows: async (_, { drawn }) => drawn.map((one, i) => ({ ...one, serial: i + 1 })),
  columns: [
    count('序号', (d) => d.serial),
    text('层', (d) => d.stratum),
    text('业务编号', (d) => d.item.businessNo),
    text('银行', (d) => d.item.bank),
    text('政策类型', (d) => d.item.scheme),
    text('借据编号', (d) => d.item.iouNo),
    summed('补偿金额', (d) => d.item.amount),
    text('状态', (d) => d.item.status),
    text('键', (d) => d.key),
    ...['抽查日期', '结论', '冲正依据文号', '抽查人', '复核人'].map((header) => text(header, () => null)),
  ],
});
