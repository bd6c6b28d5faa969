import { Button } from 'antd';
import { useState } from 'react';
import type { ListSpec } from '../lists/list.js';
import type { Column } from './column.js';
import { Dialog } from './dialog.js';

interface Columns {
  readonly all: readonly Column[];
  readonly shown: readonly Column[];
  readonly hidden: ReadonlySet<string>;
  hide(keys: ReadonlySet<string>): void;
}

/** Which columns of a list are shown; remembered on this machine. */
export function useColumns(list: ListSpec): Columns {
  const store = `columns.${list.name}`;
  const [hidden, setHidden] = useState<ReadonlySet<string>>(() => kept(store) ?? hiddenAtFirst(list));
  const hide = (keys: ReadonlySet<string>): void => {
    setHidden(keys);
    localStorage.setItem(store, JSON.stringify([...keys]));
  };
  return { all: list.columns, shown: list.columns.filter(({ key }) => !hidden.has(key)), hidden, hide };
}

const hiddenAtFirst = (list: ListSpec): Set<string> =>
  new Set(list.columns.filter(({ hidden }) => hidden === true).map(({ key }) => key));

function kept(store: string): Set<string> | undefined {
  try {
    const keys: unknown = JSON.parse(localStorage.getItem(store) ?? 'null');
    return Array.isArray(keys) ? new Set(keys.filter((key) => typeof key === 'string')) : undefined;
  } catch {
    // Somebody else's text under our name: begin anew.
    return undefined;
  }
}

export function ColumnChoice({ all, hidden, hide }: Columns) {
  const [open, setOpen] = useState(false);
  const set = (key: string, shown: boolean): void => {
    const next = new Set(hidden);
    if (shown) next.delete(key);
    else next.add(key);
    if (next.size < all.length) hide(next);
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>选择列</Button>
      <Dialog title="选择列" open={open} close={() => setOpen(false)} narrow>
        {all.map(({ key, title }) => (
          <p key={key}>
            <label>
              <input
                type="checkbox"
                checked={!hidden.has(key)}
                onChange={(event) => set(key, event.target.checked)}
              />{' '}
              {title}
            </label>
          </p>
        ))}
      </Dialog>
    </>
  );
}
