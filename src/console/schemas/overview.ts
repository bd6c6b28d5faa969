import { z } from 'zod';
import { day, moment, percentText, yuanText } from './common.js';

/** Pages that add up: 工作台, 资金, 银行, 规则, 核验. A `link` is the page with the list a figure was added up from. */
const link = z.string().describe('本站地址:该数由哪个已筛选的列表加总而来');
const nullableYuan = yuanText.nullable();

export const Waiting = z
  .object({
    what: z.string().describe('如 待核、待复核的提议、待放行的上传'),
    count: z.int(),
    amount: nullableYuan,
    oldest_days: z.int().nullable(),
    link,
  })
  .meta({ id: 'Waiting' });
export const Deadline = z
  .object({
    what: z.string(),
    on: day.nullable(),
    workdays: z.int().nullable().describe('还有几个工作日;负数为已过'),
    note: z.string(),
    link: link.nullable(),
  })
  .meta({ id: 'Deadline' });
export const NearSuspension = z
  .object({
    bank: z.string(),
    scheme: z.string(),
    state: z.enum(['正常', '暂停']),
    share: percentText.nullable(),
    share_limit: percentText.nullable(),
    net: yuanText,
    net_limit: yuanText.nullable(),
    next_claim: z.string().nullable().describe('按到达顺序,使其超过界限的下一笔申请'),
    link,
  })
  .meta({ id: 'NearSuspension' });
export const TodayFile = z
  .object({
    id: z.int(),
    sender: z.string(),
    name: z.string(),
    status: z.string(),
    rows: z.int(),
    rejected: z.int(),
  })
  .meta({ id: 'TodayFile' });
export const Dashboard = z
  .object({
    as_of: day,
    waiting: z.array(Waiting).describe('等我处理'),
    elsewhere: z.array(Waiting).describe('在别人手里'),
    late: z.array(Waiting),
    deadlines: z.array(Deadline),
    files_today: z.array(TodayFile),
    fund_usable: z.boolean().describe('资金可用与否'),
    available: nullableYuan.describe('可用余额;银行只看可用与否,为null'),
    near_suspension: z.array(NearSuspension),
  })
  .meta({ id: 'Dashboard' });
export type Dashboard = z.infer<typeof Dashboard>;

export const FundFigure = z
  .object({ item: z.string().describe('如 可用余额'), amount: yuanText, link: link.nullable() })
  .meta({ id: 'FundFigure' });
export const FundMonth = z
  .object({ month: z.string(), available: yuanText, in_transit: yuanText, suspense: yuanText })
  .meta({ id: 'FundMonth' });
export const FlowMonth = z
  .object({
    month: z.string(),
    scheme: z.string(),
    bank: z.string(),
    paid: yuanText.describe('补偿拨付'),
    returned: yuanText.describe('缴回到账'),
    written_off: yuanText.describe('核销'),
  })
  .meta({ id: 'FlowMonth' });
export const Fund = z
  .object({
    usable: z.boolean(),
    as_of: day.optional(),
    figures: z.array(FundFigure).optional(),
    months: z.array(FundMonth).optional(),
    flows: z.array(FlowMonth).optional(),
  })
  .meta({ id: 'Fund', description: '银行只得到usable' });
export type Fund = z.infer<typeof Fund>;

export const BankLine = z
  .object({
    bank: z.string(),
    name: z.string(),
    scheme: z.string(),
    agreement_from: day,
    agreement_to: day.nullable(),
    state: z.enum(['正常', '暂停']),
    filed: yuanText,
    applied: yuanText,
    share: percentText.nullable(),
    share_limit: percentText.nullable(),
    recommended: yuanText,
    paid: yuanText,
    returned: yuanText,
    net: yuanText,
    net_limit: yuanText.nullable(),
    link,
  })
  .meta({ id: 'BankLine' });
export const Banks = z.object({ items: z.array(BankLine) }).meta({ id: 'Banks' });

export const SchemeLine = z
  .object({
    code: z.string(),
    name: z.string(),
    suspension: z.string().describe('什么情况下暂停补偿'),
  })
  .meta({ id: 'SchemeLine' });
export const Schemes = z.object({ items: z.array(SchemeLine) }).meta({ id: 'Schemes' });

export const RuleLine = z
  .object({
    code: z.string(),
    title: z.string(),
    kinds: z.array(z.string()),
    severity: z.string(),
    articles: z.string(),
  })
  .meta({ id: 'RuleLine' });
export const Rules = z
  .object({
    on: day,
    items: z.array(RuleLine),
    parameters: z.array(
      z.object({ scheme: z.string(), name: z.string(), value: z.string(), article: z.string() }),
    ),
  })
  .meta({ id: 'Rules' });
export const RulePage = z
  .object({ code: z.string(), on: day, text: z.string().describe('条款、理解、参数、例子') })
  .meta({ id: 'RulePage' });
export const Table = z
  .object({ name: z.string(), file: z.string(), lines: z.int(), last: day.nullable(), note: z.string() })
  .meta({ id: 'Table' });
export const Tables = z.object({ items: z.array(Table) }).meta({ id: 'Tables' });

export const ManifestLine = z
  .object({
    date: day,
    files: z.int(),
    sha256: z.string(),
    previous: z.string().nullable(),
    intact: z.boolean(),
  })
  .meta({ id: 'ManifestLine' });
export const Verify = z
  .object({
    journal: z.object({ entries: z.int(), head: z.string().nullable(), intact: z.boolean() }),
    manifests: z.array(ManifestLine),
    last: z
      .object({
        at: moment,
        equal: z.boolean(),
        seconds: z.number(),
        what: z.string().nullable(),
        where: z.string().nullable(),
        kept: z.string().nullable(),
        computed: z.string().nullable(),
      })
      .nullable(),
    running: z.boolean(),
  })
  .meta({ id: 'Verify' });

export const Closing = z
  .object({
    month: z.string(),
    figures: z.array(z.object({ item: z.string(), amount: yuanText })),
    open_items: z.array(
      z.object({
        kind: z.string(),
        business_no: z.string(),
        txn_no: z.string(),
        bank: z.string(),
        owner: z.string(),
        since: day,
        due_on: day.nullable(),
        amount: yuanText,
        message: z.string(),
      }),
    ),
  })
  .meta({ id: 'Closing', description: '三方对账:银行文件、账簿、账户流水' });
export const Health = z.object({ status: z.enum(['ok', 'away']) }).meta({ id: 'Health' });
