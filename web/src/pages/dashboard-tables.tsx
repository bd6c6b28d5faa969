import type { Deadline, NearSuspension, Table, TodayFile } from '../api/types.js';
import { AddressLink } from '../parts/address-link.js';
import type { Column } from '../parts/column.js';
import { NumberLink } from '../parts/number-link.js';
import { Sheet } from '../parts/sheet.js';
import { Nothing } from '../parts/states.js';
import { fenOf, grouped, yuanOf } from '../parts/words.js';

const DEADLINES: readonly Column<Deadline>[] = [
  {
    key: 'what',
    title: '事项',
    look: 'text',
    draw: ({ what, link }) => <AddressLink to={link}>{what}</AddressLink>,
  },
  { key: 'on', title: '日期', look: 'short' },
  { key: 'workdays', title: '还有', look: 'short', draw: ({ workdays }) => <Left days={workdays} /> },
  { key: 'note', title: '说明', look: 'long' },
];

function Left({ days }: { readonly days: number | null }) {
  if (days === null) return '';
  if (days === 0) return <span className="state state-orange">今天</span>;
  if (days < 0) return <span className="state state-red">已过{-days}个工作日</span>;
  return <span className={days <= 3 ? 'state state-orange' : ''}>{days}个工作日</span>;
}

export function Deadlines({ lines }: { readonly lines: readonly Deadline[] }) {
  return (
    <section>
      <h2>临近的期限</h2>
      {lines.length === 0 ? (
        <Nothing>近期没有期限。</Nothing>
      ) : (
        <Sheet
          label="临近的期限"
          columns={DEADLINES}
          rows={lines}
          keyOf={({ what, on, note }) => `${what}${on ?? ''}${note}`}
        />
      )}
    </section>
  );
}

/** Tables kept by hand that end, each with its last day. @param what how a line is called */
export function TableDeadlines({
  tables,
  what,
}: {
  readonly tables: readonly Table[];
  readonly what: (name: string) => string;
}) {
  const lines = tables
    .filter(({ last }) => last !== null)
    .map(({ name, last, note }) => ({
      what: what(name),
      on: last,
      workdays: null,
      note,
      link: '/rules?tab=tables',
    }));
  return <Deadlines lines={lines} />;
}

const NEAR: readonly Column<NearSuspension>[] = [
  {
    key: 'bank',
    title: '银行',
    look: 'short',
    draw: ({ bank, link }) => <AddressLink to={link}>{bank}</AddressLink>,
  },
  { key: 'scheme', title: '政策类型', look: 'short' },
  { key: 'state', title: '状态', look: 'state' },
  { key: 'share', title: '不良占比', look: 'percent' },
  { key: 'share_limit', title: '界限', look: 'percent' },
  { key: 'net', title: '补偿净额', look: 'amount' },
  { key: 'net_limit', title: '净额界限', look: 'amount' },
  {
    key: 'next_claim',
    title: '使其超过的下一笔申请',
    look: 'text',
    draw: ({ next_claim, net, net_limit }) =>
      next_claim === null ? <NoneYet net={net} limit={net_limit} /> : <NumberLink number={next_claim} />,
  },
];

/** No claim in line would do it; how much more would. */
function NoneYet({ net, limit }: { readonly net: string; readonly limit: string | null }) {
  const left = limit === null ? 0n : fenOf(limit) - fenOf(net);
  return left > 0n ? `在办的没有;净额再增加超过${grouped(yuanOf(left))}元即暂停` : '没有';
}

/** Banks that are suspended or would be by a claim that already waits. */
export function NearSuspensions({ lines }: { readonly lines: readonly NearSuspension[] }) {
  if (lines.length === 0) return null;
  return (
    <section>
      <h2>接近暂停的银行</h2>
      <Sheet
        label="接近暂停的银行"
        columns={NEAR}
        rows={lines}
        keyOf={({ bank, scheme }) => `${bank}-${scheme}`}
      />
    </section>
  );
}

const FILES: readonly Column<TodayFile>[] = [
  { key: 'sender', title: '发送方', look: 'short' },
  { key: 'name', title: '文件', look: 'file' },
  { key: 'status', title: '处理结果', look: 'state' },
  { key: 'rows', title: '行数', look: 'count' },
  { key: 'rejected', title: '退回', look: 'count' },
];

export function FilesToday(props: { readonly files: readonly TodayFile[]; readonly title?: string }) {
  const { files, title = '今日文件' } = props;
  return (
    <section>
      <h2>{title}</h2>
      {files.length === 0 ? (
        <Nothing>今天还没有收到文件。</Nothing>
      ) : (
        <Sheet label={title} columns={FILES} rows={files} keyOf={({ id }) => String(id)} />
      )}
    </section>
  );
}
