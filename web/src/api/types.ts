// Made by `npm run api-types` from the schemas of src/console; not written by hand.

export type Role =
  | 'admin'
  | 'maker'
  | 'checker'
  | 'bureau'
  | 'bureau-approver'
  | 'account'
  | 'bank'
  | 'bank-approver'
  | 'auditor';
export type UploadAnswer = Uploaded | CheckedFile;
export type ProposalAnswer = Proposal | CheckedFile;
export type Stories = Story[];

export interface Error {
  code: string;
  /**
   * 一句中文:发现了什么、应当怎样、怎么办
   */
  message: string;
  /**
   * 字段路径到说明
   */
  fields?: {
    [k: string]: string;
  };
  /**
   * 409:谁在先
   */
  by?: string;
  /**
   * 409:何时
   */
  at?: string;
  /**
   * 423、429:何时可再试
   */
  until?: string;
}
export interface Done {
  done: true;
}
export interface Remark {
  remark: string;
}
/**
 * 经手人
 */
export interface Hand {
  login: string;
  name: string;
  /**
   * ISO 8601 时刻
   */
  at: string;
}
export interface Waiting {
  /**
   * 如 待核、待复核的提议、待放行的上传
   */
  what: string;
  count: number;
  amount: string | null;
  oldest_days: number | null;
  /**
   * 本站地址:该数由哪个已筛选的列表加总而来
   */
  link: string;
}
export interface Deadline {
  what: string;
  on: string | null;
  /**
   * 还有几个工作日;负数为已过
   */
  workdays: number | null;
  note: string;
  link: string | null;
}
export interface NearSuspension {
  bank: string;
  scheme: string;
  state: '正常' | '暂停';
  share: string | null;
  share_limit: string | null;
  /**
   * 元,两位小数
   */
  net: string;
  net_limit: string | null;
  /**
   * 按到达顺序,使其超过界限的下一笔申请
   */
  next_claim: string | null;
  /**
   * 本站地址:该数由哪个已筛选的列表加总而来
   */
  link: string;
}
export interface TodayFile {
  id: number;
  sender: string;
  name: string;
  status: string;
  rows: number;
  rejected: number;
}
export interface Dashboard {
  /**
   * YYYY-MM-DD
   */
  as_of: string;
  /**
   * 等我处理
   */
  waiting: Waiting[];
  /**
   * 在别人手里
   */
  elsewhere: Waiting[];
  late: Waiting[];
  deadlines: Deadline[];
  files_today: TodayFile[];
  /**
   * 资金可用与否
   */
  fund_usable: boolean;
  /**
   * 可用余额;银行只看可用与否,为null
   */
  available: string | null;
  near_suspension: NearSuspension[];
}
export interface FundFigure {
  /**
   * 如 可用余额
   */
  item: string;
  /**
   * 元,两位小数
   */
  amount: string;
  link: string | null;
}
export interface FundMonth {
  month: string;
  /**
   * 元,两位小数
   */
  available: string;
  /**
   * 元,两位小数
   */
  in_transit: string;
  /**
   * 元,两位小数
   */
  suspense: string;
}
export interface FlowMonth {
  month: string;
  scheme: string;
  bank: string;
  /**
   * 补偿拨付
   */
  paid: string;
  /**
   * 缴回到账
   */
  returned: string;
  /**
   * 核销
   */
  written_off: string;
}
/**
 * 银行只得到usable
 */
export interface Fund {
  usable: boolean;
  /**
   * YYYY-MM-DD
   */
  as_of?: string;
  figures?: FundFigure[];
  months?: FundMonth[];
  flows?: FlowMonth[];
}
export interface BankLine {
  bank: string;
  name: string;
  scheme: string;
  /**
   * YYYY-MM-DD
   */
  agreement_from: string;
  agreement_to: string | null;
  state: '正常' | '暂停';
  /**
   * 元,两位小数
   */
  filed: string;
  /**
   * 元,两位小数
   */
  applied: string;
  share: string | null;
  share_limit: string | null;
  /**
   * 元,两位小数
   */
  recommended: string;
  /**
   * 元,两位小数
   */
  paid: string;
  /**
   * 元,两位小数
   */
  returned: string;
  /**
   * 元,两位小数
   */
  net: string;
  net_limit: string | null;
  /**
   * 本站地址:该数由哪个已筛选的列表加总而来
   */
  link: string;
}
export interface Banks {
  items: BankLine[];
}
export interface SchemeLine {
  code: string;
  name: string;
  /**
   * 什么情况下暂停补偿
   */
  suspension: string;
}
export interface Schemes {
  items: SchemeLine[];
}
export interface RuleLine {
  code: string;
  title: string;
  kinds: string[];
  severity: string;
  articles: string;
}
export interface Rules {
  /**
   * YYYY-MM-DD
   */
  on: string;
  items: RuleLine[];
  parameters: {
    scheme: string;
    name: string;
    value: string;
    article: string;
  }[];
}
export interface RulePage {
  code: string;
  /**
   * YYYY-MM-DD
   */
  on: string;
  /**
   * 条款、理解、参数、例子
   */
  text: string;
}
export interface Table {
  name: string;
  file: string;
  lines: number;
  last: string | null;
  note: string;
}
export interface Tables {
  items: Table[];
}
export interface ManifestLine {
  /**
   * YYYY-MM-DD
   */
  date: string;
  files: number;
  sha256: string;
  previous: string | null;
  intact: boolean;
}
export interface Verify {
  journal: {
    entries: number;
    head: string | null;
    intact: boolean;
  };
  manifests: ManifestLine[];
  last: {
    /**
     * ISO 8601 时刻
     */
    at: string;
    equal: boolean;
    seconds: number;
    what: string | null;
    where: string | null;
    kept: string | null;
    computed: string | null;
  } | null;
  running: boolean;
}
/**
 * 三方对账:银行文件、账簿、账户流水
 */
export interface Closing {
  month: string;
  figures: {
    item: string;
    /**
     * 元,两位小数
     */
    amount: string;
  }[];
  open_items: {
    kind: string;
    business_no: string;
    txn_no: string;
    bank: string;
    owner: string;
    /**
     * YYYY-MM-DD
     */
    since: string;
    due_on: string | null;
    /**
     * 元,两位小数
     */
    amount: string;
    message: string;
  }[];
}
export interface Health {
  status: 'ok' | 'away';
}
export interface Login {
  login: string;
  password: string;
  /**
   * 动态口令,设了才要
   */
  otp?: string;
}
export interface Session {
  login: string;
  name: string;
  role: Role;
  /**
   * 银行代码:银行经办、银行复核
   */
  bank?: string;
  /**
   * 其他方法的X-CSRF-Token
   */
  csrf: string;
  /**
   * 已设动态口令
   */
  totp: boolean;
  /**
   * 有本地密码(否则由统一认证登录)
   */
  local: boolean;
  /**
   * ISO 8601 时刻
   */
  idle_until: string;
  /**
   * ISO 8601 时刻
   */
  ends_at: string;
}
export interface NewPassword {
  /**
   * 现在的密码
   */
  password: string;
  new_password: string;
}
export interface TotpSecret {
  secret: string;
  /**
   * otpauth:// 地址,可做成二维码
   */
  uri: string;
}
export interface TotpCode {
  password: string;
  otp: string;
}
export interface Oidc {
  configured: boolean;
  /**
   * 登录按钮上的名称
   */
  name: string;
}
export interface User {
  login: string;
  name: string;
  role: Role;
  bank?: string;
  /**
   * waiting:等另一管理员同意
   */
  state: 'active' | 'waiting' | 'disabled';
  waiting?: {
    action: 'add' | 'reset' | 'role';
    role?: Role;
    by: string;
    /**
     * ISO 8601 时刻
     */
    at: string;
  };
  totp: boolean;
  /**
   * ISO 8601 时刻
   */
  created_at: string;
  /**
   * ISO 8601 时刻
   */
  last_login_at?: string;
  /**
   * ISO 8601 时刻
   */
  locked_until?: string;
}
export interface Users {
  items: User[];
}
export interface NewUser {
  login: string;
  /**
   * 姓名
   */
  name?: string;
  role: Role;
  /**
   * 银行代码:角色为bank、bank-approver时必填
   */
  bank?: string;
  /**
   * 只由统一认证登录,本地不设密码
   */
  elsewhere?: boolean;
}
export interface NewRole {
  role: Role;
  bank?: string;
}
export interface Granted {
  state: 'done' | 'waiting';
  login: string;
  /**
   * 只显示这一次
   */
  password?: string;
}
export interface LogEntry {
  id: number;
  /**
   * ISO 8601 时刻
   */
  at: string;
  login: string;
  action: string;
  subject: string;
  detail: string;
  hash: string;
}
export interface Log {
  items: LogEntry[];
  next: string | null;
  chain: {
    entries: number;
    intact: boolean;
    broken_at?: number;
  };
}
export interface TakenFile {
  id: number;
  /**
   * YYYY-MM-DD
   */
  received_on: string;
  sender: string;
  name: string;
  kind: string | null;
  sha256: string;
  bytes: number;
  encoding: string | null;
  status: 'processed' | 'refused';
  code: string | null;
  message: string | null;
  rows: number;
  accepted: number;
  rejected: number;
  referred: number;
  /**
   * 文件自己的列;key为接口列名,不认识的为null
   */
  columns: {
    key: string | null;
    header: string;
  }[];
  /**
   * 各代码的行数
   */
  codes: {
    code: string;
    rows: number;
  }[];
  outputs: ('receipt.csv' | 'rejects.csv' | 'rejects.xlsx' | 'original')[];
}
export interface Finding {
  code: string;
  message: string;
  article: string;
  /**
   * 所说的列(接口列名);null:说的是整行
   */
  column: string | null;
}
export interface FileRow {
  row_no: number;
  result: '受理' | '退回' | '待核';
  business_no: string;
  iou_no: string;
  findings: Finding[];
  /**
   * 发送方自己的单元格;只保留退回行的
   */
  cells: string[] | null;
}
export interface FileRows {
  items: FileRow[];
  next: string | null;
}
export interface CheckedFile {
  file: string;
  status: 'processed' | 'refused';
  code: string | null;
  message: string | null;
  /**
   * YYYY-MM-DD
   */
  received_on: string;
  rows: number;
  accepted: number;
  rejected: number;
  referred: number;
  columns: {
    key: string | null;
    header: string;
  }[];
  /**
   * 前1000行中有话要说的行
   */
  items: FileRow[];
  /**
   * 还有行没有列出
   */
  more: boolean;
  /**
   * 试算金额,逐行文字
   */
  money: string;
  /**
   * 这份文件今天已经收过
   */
  already: boolean;
}
export interface Uploaded {
  /**
   * 上传编号
   */
  upload: string;
  state: 'waiting' | 'released';
}
export interface Upload {
  upload: string;
  state: 'waiting' | 'released' | 'taken' | 'returned';
  sender: string;
  name: string;
  kind: string;
  bytes: number;
  sha256: string;
  by: string;
  /**
   * ISO 8601 时刻
   */
  at: string;
  released_by: string | null;
  released_at: string | null;
  remark: string | null;
  /**
   * 收取后的文件编号
   */
  file: number | null;
}
export interface Uploads {
  items: Upload[];
}
export interface ReleaseRule {
  bank: string;
  kind: string;
  two_persons: boolean;
}
export interface ReleaseRules {
  items: ReleaseRule[];
}
/**
 * 附件,按SHA-256保存
 */
export interface Attachment {
  digest: string;
  name: string;
}
export interface ProposedRow {
  [k: string]: string;
}
export interface NewProposal {
  kind: 'decision' | 'correction' | 'standing' | 'matching';
  /**
   * @minItems 1
   * @maxItems 2000
   */
  rows: ProposedRow[];
  /**
   * @maxItems 20
   */
  attachments?: Attachment[];
  /**
   * 退回后重新提交的提议编号
   */
  replaces?: string;
}
export interface NewConfirmation {
  /**
   * 确认文号
   */
  document_no: string;
  /**
   * @minItems 1
   * @maxItems 2000
   */
  rows: {
    business_no: string;
    outcome: '同意' | '不同意' | '撤销';
    amount?: string;
  }[];
}
export interface Proposal {
  id: string;
  kind: 'decision' | 'correction' | 'standing' | 'matching' | 'confirmation';
  state: 'open' | 'approved' | 'returned' | 'withdrawn';
  /**
   * 文件的列,按顺序
   */
  columns: {
    key: string;
    header: string;
  }[];
  /**
   * 文件中将有的行
   */
  rows: ProposedRow[];
  attachments: Attachment[];
  maker: Hand;
  /**
   * 批准或退回的人
   */
  checker: Hand | null;
  remark: string | null;
  /**
   * 批准后放入收件目录的文件名
   */
  file_name: string | null;
  /**
   * 收取后的文件编号
   */
  file: number | null;
  replaces: string | null;
}
export interface Approved {
  id: string;
  state: 'approved';
  /**
   * 文件名
   */
  file: string;
}
export interface Confirmations {
  items: Proposal[];
  next: string | null;
}
export interface Confirmable {
  business_no: string;
  scheme: string;
  bank: string;
  iou_no: string;
  enterprise_name: string;
  /**
   * 元,两位小数
   */
  amount: string;
  opinion: '建议补偿' | '建议核销';
  /**
   * YYYY-MM-DD
   */
  run_on: string;
  /**
   * 初审意见已签发
   */
  signed: boolean;
  /**
   * 不良占比(%),该行之前
   */
  share: string | null;
  /**
   * 补偿净额,该行之前
   */
  net: string | null;
  /**
   * 已在哪一份待审批的确认中
   */
  draft: string | null;
}
export interface ConfirmQueue {
  items: Confirmable[];
  /**
   * 元,两位小数
   */
  total: string;
  /**
   * 元,两位小数
   */
  available: string;
}
export interface OpinionRun {
  /**
   * YYYY-MM-DD
   */
  run_on: string;
  schemes: string[];
  lines: number;
  /**
   * 建议补偿和建议核销合计
   */
  recommended: string;
  state: '未签发' | '经办已签' | '已签发';
  maker: Hand | null;
  checker: Hand | null;
}
export interface OpinionRuns {
  items: OpinionRun[];
}
export interface Suggestion {
  txn_no: string;
  /**
   * YYYY-MM-DD
   */
  booked_on: string;
  direction: string;
  /**
   * 元,两位小数
   */
  suspense: string;
  counterparty: string;
  rows: {
    target: string;
    /**
     * 元,两位小数
     */
    amount: string;
    bank: string;
  }[];
  reasons: string[];
}
export interface Suggestions {
  items: Suggestion[];
  /**
   * ISO 8601 时刻
   */
  as_of: string;
}
export interface StoryStep {
  /**
   * YYYY-MM-DD
   */
  on: string;
  title: string;
  number: string;
  outcome: string;
  source?: {
    /**
     * <日期>/<发送方>/<文件名>
     */
    file: string;
    row: number;
    sha256: string;
    encoding: string;
    configuration: string;
    cells: string[][];
  };
  findings?: {
    code: string;
    message: string;
    article: string;
  }[];
  rules?: {
    code: string;
    title: string;
    article: string;
    verdict: string;
    message: string;
    parameters: string[][];
    facts: string[][];
  }[];
  amounts?: string[][];
  facts?: string[][];
  [k: string]: unknown;
}
export interface Story {
  bank: string;
  iou: string;
  numbers: string[];
  steps: StoryStep[];
  changes: {
    /**
     * YYYY-MM-DD
     */
    on: string;
    number: string;
    from: string;
    to: string;
    who: string;
    values: string[];
    message: string;
  }[];
  postings: {
    entry: string;
    /**
     * YYYY-MM-DD
     */
    on: string;
    number: string;
    text: string;
    account: string;
    debit: string;
    credit: string;
  }[];
  [k: string]: unknown;
}
export interface FilesItem {
  id: number | null;
  received_on: string | null;
  sender: string;
  name: string;
  kind: string;
  status: string;
  code: string;
  message: string;
  rows: number | null;
  accepted: number | null;
  rejected: number | null;
  referred: number | null;
  sha256: string;
}
export interface FilesPage {
  items: FilesItem[];
  /**
   * 下一页的cursor
   */
  next: string | null;
}
export interface FilingsItem {
  business_no: string;
  scheme: string;
  bank: string;
  iou_no: string;
  enterprise_name: string;
  uscc: string;
  loan_type: string;
  principal: string | null;
  disbursed_on: string | null;
  matures_on: string | null;
  received_on: string | null;
  status: string;
  settled_on: string | null;
  codes: string;
  file_id: number | null;
}
export interface FilingsPage {
  items: FilingsItem[];
  /**
   * 下一页的cursor
   */
  next: string | null;
}
export interface AmendmentsItem {
  business_no: string;
  filing_no: string;
  bank: string;
  scheme: string;
  iou_no: string;
  change: string;
  received_on: string | null;
  status: string;
  resolved_on: string | null;
  content: string;
  file_id: number | null;
}
export interface AmendmentsPage {
  items: AmendmentsItem[];
  /**
   * 下一页的cursor
   */
  next: string | null;
}
export interface ClaimsItem {
  business_no: string;
  scheme: string;
  bank: string;
  iou_no: string;
  enterprise_name: string;
  uscc: string;
  received_on: string | null;
  base: string | null;
  ratio: string | null;
  amount: string | null;
  status: string;
  paid_on: string | null;
  credited_on: string | null;
  asked: string | null;
  returned: string | null;
  classification: string;
  applied_scheme: string;
  document_no: string;
  codes: string;
  file_id: number | null;
}
export interface ClaimsPage {
  items: ClaimsItem[];
  /**
   * 下一页的cursor
   */
  next: string | null;
}
export interface ClawbacksItem {
  business_no: string;
  scheme: string;
  bank: string;
  iou_no: string;
  enterprise_name: string;
  recovered_on: string | null;
  noticed_on: string | null;
  amount: string | null;
  asked: string | null;
  due_on: string | null;
  returned: string | null;
  settled_on: string | null;
  notice_late: number | null;
  return_late: number | null;
  status: string;
  file_id: number | null;
}
export interface ClawbacksPage {
  items: ClawbacksItem[];
  /**
   * 下一页的cursor
   */
  next: string | null;
}
export interface WriteoffsItem {
  business_no: string;
  claim_no: string;
  bank: string;
  scheme: string;
  iou_no: string;
  enterprise_name: string;
  reason: string;
  ruling_no: string;
  ruled_on: string | null;
  received_on: string | null;
  amount: string | null;
  status: string;
  document_no: string;
  confirmed_on: string | null;
  file_id: number | null;
}
export interface WriteoffsPage {
  items: WriteoffsItem[];
  /**
   * 下一页的cursor
   */
  next: string | null;
}
export interface StatementLinesItem {
  txn_no: string;
  booked_on: string | null;
  received_on: string | null;
  direction: string;
  amount: string | null;
  counterparty: string;
  business_no: string;
  purpose: string;
  balance: string | null;
  fee_year: string;
  matched_no: string;
  suspense: string | null;
  status: string;
  file_id: number | null;
}
export interface StatementLinesPage {
  items: StatementLinesItem[];
  /**
   * 下一页的cursor
   */
  next: string | null;
}
export interface ExceptionsItem {
  booked_on: string | null;
  source: string;
  txn_no: string;
  business_no: string;
  bank: string;
  direction: string;
  amount: string | null;
  code: string;
  message: string;
  open_amount: string | null;
  file_id: number | null;
}
export interface ExceptionsPage {
  items: ExceptionsItem[];
  /**
   * 下一页的cursor
   */
  next: string | null;
}
export interface MatchesItem {
  seq: number | null;
  received_on: string | null;
  action: string;
  txn_no: string;
  target: string;
  amount: string | null;
  maker: string;
  checker: string;
  reason: string;
  file_id: number | null;
}
export interface MatchesPage {
  items: MatchesItem[];
  /**
   * 下一页的cursor
   */
  next: string | null;
}
export interface OpinionsItem {
  run_on: string | null;
  line_no: number | null;
  business_no: string;
  scheme: string;
  bank: string;
  iou_no: string;
  enterprise_name: string;
  uscc: string;
  classification: string;
  base: string | null;
  ratio: string | null;
  amount: string | null;
  opinion: string;
  share: string | null;
  net: string | null;
  article: string;
  signed: string;
}
export interface OpinionsPage {
  items: OpinionsItem[];
  /**
   * 下一页的cursor
   */
  next: string | null;
}
export interface JournalItem {
  entry: number | null;
  line_no: number | null;
  posted_on: string | null;
  business_no: string;
  bank: string;
  account: string;
  debit: string | null;
  credit: string | null;
  text: string;
}
export interface JournalPage {
  items: JournalItem[];
  /**
   * 下一页的cursor
   */
  next: string | null;
}
export interface PendingItem {
  business_no: string;
  kind: string;
  scheme: string;
  bank: string;
  iou_no: string;
  enterprise_name: string;
  received_on: string | null;
  age_days: number | null;
  amount: string | null;
  codes: string;
  messages: string;
  if_accepted: string;
  if_rejected: string;
  proposal: string;
  file_id: number | null;
}
export interface PendingPage {
  items: PendingItem[];
  /**
   * 下一页的cursor
   */
  next: string | null;
}
export interface ProposalsItem {
  id: string;
  kind: string;
  status: string;
  rows: number | null;
  summary: string;
  maker: string;
  made_at: string;
  checker: string;
  decided_at: string;
  remark: string;
  file_name: string;
  file_id: number | null;
}
export interface ProposalsPage {
  items: ProposalsItem[];
  /**
   * 下一页的cursor
   */
  next: string | null;
}
