import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { get, queryOf } from '../api/client.js';
import type { Fund as FundAnswer, FundFigure, FundMonth } from '../api/types.js';
import { AddressLink } from '../parts/address-link.js';
import { Answered } from '../parts/ask.js';
import { Chart } from '../parts/chart.js';
import type { Column } from '../parts/column.js';
import { Sheet } from '../parts/sheet.js';
import { Nothing } from '../parts/states.js';
import { daysIn, grouped } from '../parts/words.js';
import { Flows } from './flows.js';

/** 资金: what is available, in transit and unexplained, now and over time. */
export function Fund() {
  const query = useQuery({ queryKey: ['fund'], queryFn: () => get<FundAnswer>('/fund') });
  return (
    <>
      <div className="page-head">
        <h1>资金</h1>
        {query.data?.as_of !== undefined && <span className="quiet">截至{query.data.as_of}</span>}
      </div>
      <Answered query={query}>
        {({ usable, figures, months = [], flows = [] }) =>
          figures === undefined ? (
            <p>
              补偿资金<strong>{usable ? '可用' : '不可用'}</strong>。
            </p>
          ) : (
            <>
              <Figures figures={figures} />
              <Months months={months} />
              <Flows flows={flows} />
            </>
          )
        }
      </Answered>
    </>
  );
}

/** Each figure opens the list it was added up from. */
function Figures({ figures }: { readonly figures: readonly FundFigure[] }) {
  return (
    <dl className="tiles">
      {figures.map(({ item, amount, link }) => (
        <div key={item}>
          <dt>{item}(元)</dt>
          <dd>
            <AddressLink to={link}>{grouped(amount)}</AddressLink>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Entries up to the end of a month: a balance is their sum. */
const upTo = (month: string, q: string): string =>
  `/journal${queryOf({ q, to: `${month}-${String(daysIn(month)).padStart(2, '0')}` })}`;

const MONTHS: readonly Column<FundMonth>[] = [
  { key: 'month', title: '月份', look: 'short' },
  {
    key: 'available',
    title: '可用余额(元)',
    look: 'amount',
    draw: ({ month, available }) => <AddressLink to={upTo(month, '')}>{grouped(available)}</AddressLink>,
  },
  {
    key: 'in_transit',
    title: '在途拨付(元)',
    look: 'amount',
    draw: ({ month, in_transit }) => (
      <AddressLink to={upTo(month, '应付补偿')}>{grouped(in_transit)}</AddressLink>
    ),
  },
  {
    key: 'suspense',
    title: '待查款(元)',
    look: 'amount',
    draw: ({ month, suspense }) => <AddressLink to={upTo(month, '待查款')}>{grouped(suspense)}</AddressLink>,
  },
];

/** Units of the chart's axis; the table keeps every fen. */
export const tenThousands = (amount: string): number => Math.round(Number(amount) / 100) / 100;

function Months({ months }: { readonly months: readonly FundMonth[] }) {
  const options = useMemo(
    () => ({
      xAxis: { type: 'category', data: months.map(({ month }) => month) },
      yAxis: { type: 'value', name: '万元' },
      series: (
        [
          ['可用余额', 'available'],
          ['在途拨付', 'in_transit'],
          ['待查款', 'suspense'],
        ] as const
      ).map(([name, key]) => ({
        name,
        type: 'line',
        symbolSize: 7,
        data: months.map((month) => tenThousands(month[key])),
      })),
    }),
    [months],
  );
  return (
    <section>
      <h2>各月末余额</h2>
      {months.length === 0 ? (
        <Nothing>还没有月末数字。</Nothing>
      ) : (
        <div className="columns">
          <Chart title="各月末可用余额、在途拨付、待查款(万元)" options={options} />
          <Sheet label="各月末余额" columns={MONTHS} rows={months} keyOf={({ month }) => month} />
        </div>
      )}
    </section>
  );
}
