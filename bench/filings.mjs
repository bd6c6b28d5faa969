import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { usccCheckCharacter } from '../dist/domain/uscc.js';

const HEADER =
  '政策类型,借据编号,合同编号,企业名称,统一社会信用代码,主体类型,企业划型,所属行业,从业人员,营业收入(万元),资产总额(万元),' +
  '亦庄新城范围内,处罚失信情形,资质类型,资质有效期起,资质有效期止,科创担保计划支持对象,贷款类型,其他担保,担保机构,' +
  '银行自担风险比例(%),币种,贷款金额,放款日期,合同到期日,年利率(%),LPR期限,征信报告日期,征信未结清余额,征信含本笔,首笔贷款,发放性质';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** A made-up credit code of the n-th enterprise, with a right check character. */
function uscc(n) {
  let body = '';
  for (let rest = n, i = 0; i < 9; i++, rest = Math.floor(rest / 31)) body = ALPHABET[rest % 31] + body;
  return `91110302${body}${usccCheckCharacter(`91110302${body}`)}`;
}

const two = (n) => String(n).padStart(2, '0');

/** The n-th row: one in ten is 退回, enterprises come again after 50,000. */
export function filingLine(n) {
  const scheme = n % 3 === 0 ? 'KC' : 'XW';
  const month = two(7 + (n % 3));
  const day = two(1 + (n % 28));
  const disbursed = `2025-${month}-${day}`;
  const bad = n % 10 === 0 ? '是' : '否';
  const sti = scheme === 'KC' ? '是' : '';
  const principal = `${100_000 + (n % 900_000)}.50`;
  return (
    `${scheme},JJ-${n},HT-${n},北京示例企业${n % 50_000}有限公司,${uscc(n % 50_000)},企业法人,小型,工业,50,800,900,是,${bad},` +
    `无,,,${sti},信用,无,,,CNY,${principal},${disbursed},2026-${month}-${day},4.1,1Y,${disbursed},1000000.00,是,否,\r\n`
  );
}

/** Writes a dated inbox with one filing file of that many rows; gives back the file's path. */
export async function writeFilings(inbox, rows) {
  const folder = join(inbox, '2025-10-08', 'ICBC');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'filing-1.csv');
  const file = createWriteStream(path);
  file.write(`${HEADER}\r\n`);
  for (let n = 0; n < rows; n++) if (!file.write(filingLine(n))) await once(file, 'drain');
  file.end();
  await once(file, 'close');
  return path;
}
