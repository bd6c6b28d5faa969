import { join } from 'node:path';
import { percent, yuanWords } from '../domain/money.js';
import type { OutCell } from '../io/workbook-out/layout.js';
import { WorkbookOut } from '../io/workbook-out/workbook-out.js';
import type { CheckedClaim } from '../ledger/views/sample.js';
import type { Drawn } from './sample.js';

/** 抽查底稿: for each item drawn a workbook with what the books hold of it and a place for what the papers say. */

/** What a spot check looks at: the condition, where the policy sets it, and what it is held against. */
const POINTS: readonly (readonly [what: string, papers: string])[] = [
  ['借款人是否属实、是否在政策规定的区域内', '营业执照、纳税或社保证明'],
  ['主体类型和划型', '从业人员、营业收入、资产总额的证明'],
  ['处罚失信情形(放款日)', '信用信息公示系统、失信被执行人名单查询'],
  ['借款合同、借据与备案一致(金额、日期、利率、类型)', '合同、借据'],
  ['放款真实、用途合规,非个人经营性贷款', '放款凭证、支付流水'],
  ['征信未结清余额和征信报告日期', '征信报告'],
  ['担保方式,未获保险、融资担保或其他财政补偿', '担保合同、承诺'],
  ['资质在放款日有效;首笔贷款', '资质证书、征信报告'],
  ['不良认定日期和五级分类', '分类认定表、逾期记录'],
  ['不良本金余额', '核心系统余额证明'],
  ['追偿措施和回收,已通知托管机构', '诉讼、执行材料,回收流水'],
];

/** @returns the name of the file, below the folder */
export async function writeWorkingPaper(
  folder: string,
  serial: number,
  drawn: Drawn<CheckedClaim>,
): Promise<string> {
  const number = String(serial).padStart(3, '0');
  const name = `底稿-${number}-${drawn.item.businessNo.replaceAll('/', '_')}.xlsx`;
  const title = `抽查底稿 ${drawn.item.businessNo}`;
  const widths = [34, 40, 18, 18, 40];
  const columns = widths.map((width) => ({ width }));
  const out = new WorkbookOut(join(folder, name), [{ name: '抽查底稿', title, columns, locked: true }]);
  try {
    await out.begin();
    await out.rows([
      ['项目', '账簿所载', '核对结果', '证据索引', '说明'].map(header),
      ...facts(drawn).map(([what, value]) => [text(what), text(value), ...open()]),
      ['核对事项', '核对的材料', '核对结果', '证据索引', '说明'].map(header),
      ...POINTS.map(([what, papers]) => [text(what), text(papers), ...open()]),
      ['结论', '', '填写', '', ''].map(header),
      ...CONCLUSIONS.map(([what, hint]) => [text(what), text(hint), ...open()]),
    ]);
    await out.end({ lists: [{ column: 2, from: 2, to: 60, values: ['相符', '不符', '不适用'] }] });
  } catch (error) {
    await out.abort();
    throw error;
  }
  await out.close();
  return name;
}

/** What a finding leads to is said by a file of the contract, 冲正; all else stays with the papers. */
const CONCLUSIONS: readonly (readonly [what: string, hint: string])[] = [
  ['结论', '相符;或有不符,写明哪几项'],
  ['弄虚作假等须纠正的', '报送冲正文件:未建议的取消备案(备案编号),已拨付的追回(补偿编号),须重新审核的重审'],
  ['冲正的依据文号', '与冲正文件的“依据文号”一致'],
  ['抽查人、日期', ''],
  ['复核人、日期', ''],
  ['银行陪同人、日期', ''],
];

const header = (value: string): OutCell => ({ style: 'header', text: value });
const text = (value: string): OutCell => ({ style: 'longText', text: value });
const open = (): OutCell[] => [{ style: 'mend' }, { style: 'mend' }, { style: 'mend' }];

function facts({ item, stratum, key }: Drawn<CheckedClaim>): (readonly [string, string])[] {
  const yuan = (fen: bigint | null): string => (fen === null ? '(未知)' : yuanWords(fen));
  return [
    ['业务编号', item.businessNo],
    ['抽样的层', stratum === '' ? '(不分层)' : stratum],
    ['抽样的键(SHA-256)', key],
    ['银行', item.bank],
    ['政策类型', item.scheme],
    ['借据编号', item.iouNo],
    ['企业名称', item.enterpriseName],
    ['统一社会信用代码', item.uscc],
    ['备案编号', item.filingNo],
    ['备案日期', item.filedOn],
    ['备案的文件和行', `${item.filingSource},SHA-256 ${item.filingSha256}`],
    ['贷款本金', `${yuan(item.principal)}(币种${item.currency})`],
    ['贷款类型', item.loanType],
    ['放款日期', item.disbursedOn],
    ['合同到期日', item.maturesOn],
    ['资质在放款日有效', item.qualified ? '是' : '否'],
    ['首笔贷款', item.firstLoan ? '是' : '否'],
    ['申请日期', item.receivedOn],
    ['申请的文件和行', `${item.claimSource},SHA-256 ${item.claimSha256}`],
    ['五级分类', item.classification],
    ['不良认定日期', item.classifiedOn],
    ['不良本金余额', yuan(item.base)],
    ['补偿比例', `${percent(item.ratio, 2)}%${item.ratioWhy === '' ? '' : `(${item.ratioWhy})`}`],
    ['补偿金额', yuan(item.amount)],
    ['状态', item.status],
    ['拨付日期、确认文号', [item.paidOn, item.documentNo].filter(Boolean).join(' ')],
    ['应缴回、已缴回', `${yuanWords(item.asked)}、${yuanWords(item.returned)}`],
  ];
}
