import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { get } from '../api/client.js';
import { useSchemes } from '../api/schemes.js';
import type { BankLine, Banks as BanksAnswer } from '../api/types.js';
import { AddressLink } from '../parts/address-link.js';
import { Answered } from '../parts/ask.js';
import { Chart } from '../parts/chart.js';
import type { Column } from '../parts/column.js';
import { Sheet } from '../parts/sheet.js';
import { Nothing } from '../parts/states.js';

/** 银行: net and ratio of each bank and scheme against the limits that suspend it. */
export function Banks() {
  const schemes = useSchemes();
  const query = useQuery({ queryKey: ['banks'], queryFn: () => get<BanksAnswer>('/banks') });
  return (
    <>
      <div className="page-head">
        <h1>银行</h1>
        <span className="quiet">
          {schemes.map(({ name, suspension }) => `${name}:${suspension}`).join(';')}
        </span>
      </div>
      <Answered query={query}>
        {({ items }) => (items.length === 0 ? <Nothing>还没有合作协议。</Nothing> : <Lines items={items} />)}
      </Answered>
    </>
  );
}

function Lines({ items }: { readonly items: readonly BankLine[] }) {
  const nets = useMemo(
    () => barsOf(items, ({ net, net_limit }) => (100 * Number(net)) / Number(net_limit)),
    [items],
  );
  const shares = useMemo(() => barsOf(items, ({ share }) => Number(share ?? 0)), [items]);
  return (
    <>
      <div className="columns">
        <Chart title="补偿净额占净额界限(%)" options={nets} />
        <Chart title="不良占比(%)" options={shares} />
      </div>
      <Sheet
        label="银行"
        columns={COLUMNS}
        rows={items}
        keyOf={({ bank, scheme, agreement_from }) => `${bank}-${scheme}-${agreement_from}`}
      />
    </>
  );
}

/** A bar for each bank and scheme, in per cent. */
function barsOf(items: readonly BankLine[], value: (item: BankLine) => number) {
  return {
    legend: { show: false },
    xAxis: { type: 'value', name: '%' },
    yAxis: {
      type: 'category',
      data: items.map(({ bank, scheme }) => `${bank} ${scheme}`),
      inverse: true,
    },
    series: [
      {
        type: 'bar',
        data: items.map((item) => Math.round(value(item) * 10) / 10),
        label: { show: true, position: 'right' },
      },
    ],
  };
}

const COLUMNS: readonly Column<BankLine>[] = [
  {
    key: 'bank',
    title: '银行',
    look: 'short',
    draw: ({ bank, name, link }) => (
      <>
        <AddressLink to={link}>{bank}</AddressLink>
        <span className="under name" title={name}>
          {name}
        </span>
      </>
    ),
  },
  { key: 'scheme', title: '政策类型', look: 'short' },
  { key: 'state', title: '状态', look: 'state' },
  { key: 'filed', title: '备案本金(元)', look: 'amount' },
  { key: 'applied', title: '申请不良本金(元)', look: 'amount' },
  { key: 'share', title: '不良占比', look: 'percent' },
  { key: 'share_limit', title: '占比界限', look: 'percent' },
  { key: 'net', title: '补偿净额(元)', look: 'amount' },
  { key: 'net_limit', title: '净额界限(元)', look: 'amount' },
  { key: 'recommended', title: '建议未拨付(元)', look: 'amount' },
  { key: 'paid', title: '已拨付(元)', look: 'amount' },
  { key: 'returned', title: '已缴回(元)', look: 'amount' },
  { key: 'agreement_from', title: '协议起', look: 'short' },
  { key: 'agreement_to', title: '协议止', look: 'short' },
];
