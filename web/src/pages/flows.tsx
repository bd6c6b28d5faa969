import { useMemo, useState } from 'react';
import { schemeName, useSchemes } from '../api/schemes.js';
import type { FlowMonth, SchemeLine } from '../api/types.js';
import { Chart } from '../parts/chart.js';
import type { Column } from '../parts/column.js';
import { Select } from '../parts/select.js';
import { Sheet } from '../parts/sheet.js';
import { Nothing } from '../parts/states.js';
import { total } from '../parts/words.js';
import { tenThousands } from './fund.js';

const GROUPS = [
  { value: 'month', text: '按月' },
  { value: 'scheme', text: '按政策类型' },
  { value: 'bank', text: '按银行' },
];

type Line = Pick<FlowMonth, 'paid' | 'returned' | 'written_off'> & { readonly group: string };

/** Compensation, recoveries and write-offs, added up by month, scheme or bank. */
export function Flows({ flows }: { readonly flows: readonly FlowMonth[] }) {
  const [by, setBy] = useState('month');
  const schemes = useSchemes();
  const lines = useMemo(
    () => addedUp(flows, by as 'month' | 'scheme' | 'bank', schemes),
    [flows, by, schemes],
  );
  const options = useMemo(
    () => ({
      xAxis: { type: 'category', data: lines.map(({ group }) => group) },
      yAxis: { type: 'value', name: '万元' },
      series: (
        [
          ['补偿拨付', 'paid'],
          ['缴回到账', 'returned'],
          ['核销', 'written_off'],
        ] as const
      ).map(([name, key]) => ({ name, type: 'bar', data: lines.map((line) => tenThousands(line[key])) })),
    }),
    [lines],
  );
  if (flows.length === 0) return <Nothing>还没有补偿、缴回和核销。</Nothing>;
  return (
    <section>
      <h2>补偿拨付、缴回到账、核销</h2>
      <div className="filters">
        <Select label="汇总方式" choices={GROUPS} value={by} set={setBy} />
      </div>
      <div className="columns">
        <Chart title="补偿拨付、缴回到账、核销(万元)" options={options} />
        <Sheet label="补偿拨付、缴回到账、核销" columns={COLUMNS} rows={lines} keyOf={({ group }) => group} />
      </div>
    </section>
  );
}

function addedUp(
  flows: readonly FlowMonth[],
  by: 'month' | 'scheme' | 'bank',
  schemes: readonly SchemeLine[],
): Line[] {
  const groups = [...new Set(flows.map((flow) => flow[by]))].sort();
  return groups.map((group) => {
    const of = flows.filter((flow) => flow[by] === group);
    return {
      group: by === 'scheme' ? schemeName(schemes, group) : group,
      paid: total(of.map(({ paid }) => paid)),
      returned: total(of.map(({ returned }) => returned)),
      written_off: total(of.map(({ written_off }) => written_off)),
    };
  });
}

const COLUMNS: readonly Column<Line>[] = [
  { key: 'group', title: '月份、政策或银行', look: 'short' },
  { key: 'paid', title: '补偿拨付(元)', look: 'amount' },
  { key: 'returned', title: '缴回到账(元)', look: 'amount' },
  { key: 'written_off', title: '核销(元)', look: 'amount' },
];
