import { stringify } from 'csv-stringify/sync';
import { usccCheckCharacter } from '../../src/domain/uscc.js';

/** A filing row that is accepted under XW when received on 2025-10-08; change what a case is about. */
export const GOOD_FILING: Readonly<Record<string, string>> = {
  政策类型: '小微',
  借据编号: 'JJ-1',
  合同编号: 'HT-1',
  企业名称: '北京示例科技有限公司',
  统一社会信用代码: uscc(1),
  主体类型: '企业法人',
  企业划型: '小型',
  亦庄新城范围内: '是',
  处罚失信情形: '否',
  资质类型: '无',
  资质有效期起: '',
  资质有效期止: '',
  科创担保计划支持对象: '是',
  贷款类型: '信用',
  其他担保: '无',
  '银行自担风险比例(%)': '',
  币种: 'CNY',
  贷款金额: '1000000.00',
  放款日期: '2025-08-15',
  合同到期日: '2026-02-15',
  '年利率(%)': '4.1',
  LPR期限: '1Y',
  征信报告日期: '2025-08-15',
  征信未结清余额: '1000000.00',
  征信含本笔: '是',
  首笔贷款: '否',
};

/** A claim row on the good filing, accepted when received between 2026-02-15 and 2027-02-15. */
export const GOOD_CLAIM: Readonly<Record<string, string>> = {
  政策类型: '小微',
  借据编号: 'JJ-1',
  统一社会信用代码: uscc(1),
  五级分类: '次级',
  不良认定日期: '2026-01-20',
  不良本金余额: '800000.00',
  自担风险本金余额: '',
  资料是否齐全: '是',
  已获其他财政补偿: '否',
};

/** A made-up credit code with a right check character. */
export function uscc(n: number): string {
  const body = `91110302MA${String(n).padStart(7, '0')}`;
  return body + usccCheckCharacter(body);
}

/** Rows as a CSV file; the columns are those of the first row. */
export function csv(rows: readonly Readonly<Record<string, string>>[]): string {
  const columns = Object.keys(rows[0] ?? {});
  return stringify([columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]);
}
