import { Button } from 'antd';
import { useState } from 'react';
import type { ListSpec } from '../lists/list.js';
import type { Column } from './column.js';
import { ordered } from './column-order.js';
import { Dialog } from './dialog.js';

interface Columns {
  /** All of them, in the order in which they are shown. */
  readonly all: readonly Column[];
  readonly shown: readonly Column[];
  readonly hidden: ReadonlySet<string>;
  keep(choice: Choice): void;
}

interface Choice {
  readonly hidden: readonly string[];
  readonly order: readonly string[];
}

/** Which columns of a list are shown, and in which order; remembered on this machine. */
export function useColumns(list: ListSpec): Columns {
  const store = `columns.${list.name}`;
  const [choice, setChoice] = useState<Choice>(() => kept(store) ?? first(list));
  const keep = (next: Choice): void => {
    setChoice(next);
    localStorage.setItem(store, JSON.stringify(next));
  };
  const hidden = new Set(choice.hidden);
  const all = ordered(list.columns, choice.order);
  return { all, shown: all.filter(({ key }) => !hidden.has(key)), hidden, keep };
}

const first = ({ columns }: ListSpec): Choice => ({
  hidden: columns.filter(({ hidden }) => hidden === true).map(({ key }) => key),
  order: [],
});

function kept(store: string): Choice | undefined {
  try {
    const { hidden, order } = JSON.parse(localStorage.getItem(store) ?? 'null') as Partial<Choice>;
    const words = (some: unknown): some is string[] =>
      Array.isArray(some) && some.every((one) => typeof one === 'string');
    return words(hidden) && words(order) ? { hidden, order } : undefined;
  } catch {
    // Nothing yet, or somebody else's text under our name: begin anew.
    return undefined;
  }
}

export function ColumnChoice({ all, hidden, keep }: Columns) {
  const [open, setOpen] = useState(false);
  const order = all.map(({ key }) => key);
  const show = (key: string, shown: boolean): void => {
    const next = shown ? [...hidden].filter((one) => one !== key) : [...hidden, key];
    if (next.length < all.length) keep({ hidden: next, order });
  };
  const move = (at: number, by: -1 | 1): void => {
    const next = [...order];
    const [key = ''] = next.splice(at, 1);
    next.splice(at + by, 0, key);
    keep({ hidden: [...hidden], order: next });
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>选择列</Button>
      <Dialog title="选择列" open={open} close={() => setOpen(false)} narrow>
        <ul className="column-choice">
          {all.map(({ key, title }, at) => (
            <li key={key}>
              <label>
                <input
                  type="checkbox"
                  checked={!hidden.has(key)}
                  onChange={(event) => show(key, event.target.checked)}
                />{' '}
                {title}
              </label>
              <Button
                size="small"
                disabled={at === 0}
                aria-label={`${title}前移`}
                onClick={() => move(at, -1)}
              >
                ↑
              </Button>
              <Button
                size="small"
                disabled={at === all.length - 1}
                aria-label={`${title}后移`}
                onClick={() => move(at, 1)}
              >
                ↓
              </Button>
            </li>
          ))}
        </ul>
      </Dialog>
    </>
  );
}
