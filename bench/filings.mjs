import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { usccCheckCharacter } from '../dist/domain/uscc.js';

const HEADER =
  '政策类型,借据编号,合同编号,企业名称,统一社会信用代码,主体类型,企业划型,所属行业,从业人员,营业收入(万元),资产总额(万元),' +
  '亦庄新城范围内,处罚失信情形,资质类型,资质有效期起,资质有效期止,科创担保计划支持对象,贷款类型,其他担保,担保机构,' +
  '银行自担风险比例(%),币种,贷款金额,放款日期,合同到期日,年利率(%),LPR期限,征信报告日期,征信未结清余额,征信含本笔,首笔贷款,发放性质';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const ENTERPRISES = 200_000;

/** A made-up credit code of the n-th enterprise, with a right check character; the digits are scattered like real ones. */
export function uscc(n) {
  let body = '';
  for (let rest = (n * 7_919_993) % 26_439_622_160_671, i = 0; i < 9; i++, rest = Math.floor(rest / 31))
    body = ALPHABET[rest % 31] + body;
  return `91110302${body}${usccCheckCharacter(`91110302${body}`)}`;
}

const two = (n) => String(n).padStart(2, '0');

/** What is wrong with every 25th row (4 %), one rule after the other. Only rules that the peers check, too. */
const FAULTS = [
  (row) => ({ ...row, disqualified: '是' }),
  (row) => ({ ...row, inArea: '否' }),
  (row) => ({ ...row, size: '大型' }),
  (row) => ({ ...row, loanType: '抵押' }),
  (row) => ({ ...row, cover: '法人保证' }),
  (row) => ({ ...row, principal: '30000000.01' }),
  (row) => ({ ...row, creditBalance: '50000000.01' }),
  (row) => ({ ...row, rate: '4.5001' }),
  (row) => ({ ...row, matures: row.disbursed }),
  (row) => ({ ...row, disbursed: '2025-06-30' }),
  (row) => ({ ...row, iou: `JJ-${Number(row.iou.slice(3)) - 3}` }),
  (row) => ({ ...row, uscc: `${row.uscc.slice(0, 17)}${row.uscc.endsWith('0') ? '1' : '0'}` }),
];

/**
 * The n-th row of a filing file. Variants: `plain`; `quoted`: every cell in quotes; `foreign`: in JPY, at a rate of the
 * day. An enterprise comes again after 200,000 rows.
 */
function filingCells(n, variant) {
  const scheme = n % 3 === 0 ? 'KC' : 'XW';
  const month = two(7 + (n % 3));
  const day = two(1 + (n % 28));
  const disbursed = `2025-${month}-${day}`;
  const good = {
    iou: `JJ-${n}`,
    uscc: uscc(n % ENTERPRISES),
    size: '小型',
    inArea: '是',
    disqualified: '否',
    loanType: '信用',
    cover: '无',
    principal: `${100_000 + (n % 900_000)}.50`,
    disbursed,
    matures: `2026-${month}-${day}`,
    rate: '4.1',
    creditBalance: '1000000.00',
  };
  const row = n % 25 === 24 ? FAULTS[Math.floor(n / 25) % FAULTS.length](good) : good;
  return [
    scheme,
    row.iou,
    `HT-${n}`,
    `北京示例企业${n % ENTERPRISES}有限公司`,
    row.uscc,
    '企业法人',
    row.size,
    '工业',
    '50',
    '800',
    '900',
    row.inArea,
    row.disqualified,
    '无',
    '',
    '',
    scheme === 'KC' ? '是' : '',
    row.loanType,
    row.cover,
    '',
    '',
    variant === 'foreign' ? 'JPY' : 'CNY',
    row.principal,
    row.disbursed,
    row.matures,
    row.rate,
    '1Y',
    row.disbursed,
    row.creditBalance,
    '是',
    '否',
    '',
  ];
}

/** Writes a dated inbox with one filing file of that many rows from the n-th on, UTF-8; gives back the file's path. */
export async function writeFilings(inbox, rows, variant = 'plain', on = '2025-10-08', first = 0) {
  const folder = join(inbox, on, 'ICBC');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'filing-1.csv');
  const file = createWriteStream(path);
  file.write(`${HEADER}\r\n`);
  for (let n = first; n < first + rows; n++) {
    const cells = filingCells(n, variant);
    const line = variant === 'quoted' ? `"${cells.join('","')}"` : cells.join(',');
    if (!file.write(`${line}\r\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
  return path;
}
