import { createHash } from 'node:crypto';
import { mkdir, rename, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const HEADER =
  '政策类型,借据编号,合同编号,企业名称,统一社会信用代码,主体类型,企业划型,所属行业,从业人员,营业收入(万元),资产总额(万元),亦庄新城范围内,处罚失信情形,资质类型,贷款类型,其他担保,币种,贷款金额,放款日期,合同到期日,年利率(%),LPR期限,征信报告日期,征信未结清余额,征信含本笔,首笔贷款,发放性质';

/** A file of filings; every row is read and judged in full, and none of two files is alike. */
export function filings(name: string, rows: number): string {
  const lines = Array.from({ length: rows }, (_, i) =>
    [
      'XW',
      `${name}-${i}`,
      `HT-${name}-${i}`,
      `测试企业${i}`,
      '91110302MA01PLBK3U',
      '企业法人',
      '小型',
      '工业',
      '50',
      '1000',
      '1000',
      '是',
      '否',
      '无',
      '信用',
      '无',
      'CNY',
      '100000.00',
      '2026-08-10',
      '2027-08-09',
      '3.50',
      '1Y',
      '2026-08-05',
      '0',
      '否',
      '否',
      '新发放',
    ].join(','),
  );
  return `${HEADER}\n${lines.join('\n')}\n`;
}

/** How a file comes: with a marker that states its digest, renamed in when it was finished, or written where it lies. */
export type Arrival = 'marker' | 'renamed' | 'plain';

/** Drops a file. Of a renamed one the transfer program has kept the time, as they do. */
export async function drop(
  inbox: string,
  sender: string,
  name: string,
  content: string,
  arrival: Arrival = 'renamed',
): Promise<void> {
  await mkdir(join(inbox, sender), { recursive: true });
  const path = join(inbox, sender, `${name}.csv`);
  if (arrival !== 'renamed') await writeFile(path, content);
  if (arrival === 'marker')
    await writeFile(`${path}.ok`, `sha256=${createHash('sha256').update(content).digest('hex')}\n`);
  if (arrival !== 'renamed') return;
  await writeFile(`${path}.part`, content);
  const before = new Date(Date.now() - 60_000);
  await utimes(`${path}.part`, before, before);
  await rename(`${path}.part`, path);
}
