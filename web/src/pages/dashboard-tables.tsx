import type { Deadline, NearSuspension, TodayFile } from '../api/types.js';
import { AddressLink } from '../parts/address-link.js';
import type { Column } from '../parts/column.js';
import { NumberLink } from '../parts/number-link.js';
import { Sheet } from '../parts/sheet.js';
import { Nothing } from '../parts/states.js';

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
          keyOf={({ what, on }) => `${what}${on ?? ''}`}
        />
      )}
    </section>
  );
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
    draw: ({ next_claim }) => (next_claim === null ? '没有' : <NumberLink number={next_claim} />),
  },
];

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

export function FilesToday({ files }: { readonly files: readonly TodayFile[] }) {
  return (
    <section>
      <h2>今日文件</h2>
      {files.length === 0 ? (
        <Nothing>今天还没有收到文件。</Nothing>
      ) : (
        <Sheet label="今日文件" columns={FILES} rows={files} keyOf={({ id }) => String(id)} />
      )}
    </section>
  );
}
