import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get, queryOf } from '../api/client.js';
import type { Closing as ClosingAnswer } from '../api/types.js';
import { Answered } from '../parts/ask.js';
import type { Column } from '../parts/column.js';
import { Sheet } from '../parts/sheet.js';
import { Nothing } from '../parts/states.js';
import { TextField } from '../parts/text-field.js';

type Figure = ClosingAnswer['figures'][number];
type OpenItem = ClosingAnswer['open_items'][number];

/** 三方对账: banks' files, books and account brought together for a month, each difference listed. */
export function Closing() {
  const [month, setMonth] = useState('');
  const valid = /^\d{4}-\d{2}$/.test(month) ? month : '';
  const query = useQuery({
    queryKey: ['closing', valid],
    queryFn: () => get<ClosingAnswer>(`/closing${queryOf({ month: valid })}`),
  });
  return (
    <>
      <div className="filters">
        <TextField label="月份" value={month} set={setMonth} hint="2026-09,不填为最近一个月" />
      </div>
      <Answered query={query}>
        {(closing) => (
          <>
            <h2>{closing.month}</h2>
            <p className="quiet">
              文件:银行和财政国资局的文件所说;账簿:分录余额;流水:专户流水;未达:下面逐条列出的;未解释:应为零。
            </p>
            <Sheet
              label="月末数字"
              columns={FIGURES}
              rows={linesOf(closing.figures)}
              keyOf={({ item }) => item}
            />
            <h2>未达事项</h2>
            {closing.open_items.length === 0 ? (
              <Nothing>没有未达事项,三方一致。</Nothing>
            ) : (
              <Sheet
                label="未达事项"
                columns={ITEMS}
                rows={closing.open_items}
                keyOf={({ business_no, txn_no }, index) => `${business_no}${txn_no}${index}`}
              />
            )}
          </>
        )}
      </Answered>
    </>
  );
}

const SIDES = ['文件', '账簿', '流水', '未达', '未解释'] as const;
type Line = Readonly<Record<'item' | (typeof SIDES)[number], string>>;

/** `<项目> <方>` a figure, brought into a line for each 项目. */
function linesOf(figures: readonly Figure[]): Line[] {
  const items = [...new Set(figures.map(({ item }) => item.replace(/ [^ ]*$/, '')))];
  const of = (item: string, side: string): string =>
    figures.find((figure) => figure.item === `${item} ${side}`)?.amount ?? '';
  return items.map((item) => ({
    item,
    文件: of(item, '文件'),
    账簿: of(item, '账簿'),
    流水: of(item, '流水'),
    未达: of(item, '未达'),
    未解释: of(item, '未解释'),
  }));
}

const FIGURES: readonly Column<Line>[] = [
  { key: 'item', title: '项目', look: 'text' },
  ...SIDES.map((side) => ({ key: side, title: `${side}(元)`, look: 'amount' as const })),
];

const ITEMS: readonly Column<OpenItem>[] = [
  { key: 'kind', title: '类别', look: 'text' },
  { key: 'business_no', title: '业务编号', look: 'number' },
  { key: 'txn_no', title: '流水号', look: 'short' },
  { key: 'bank', title: '银行', look: 'short' },
  { key: 'owner', title: '谁来处理', look: 'short' },
  { key: 'since', title: '始于', look: 'short' },
  { key: 'due_on', title: '期限', look: 'short' },
  { key: 'amount', title: '金额(元)', look: 'amount' },
  { key: 'message', title: '说明', look: 'long' },
];
