import type { ReactNode } from 'react';
import { Cell, lookClass } from './cell.js';
import type { Column, Row, Value } from './column.js';

interface SheetProps<T> {
  /** Said to who cannot see the table. */
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly keyOf: (row: T, index: number) => string;
  /** `column` or `-column`: the order the rows stand in. */
  readonly sort?: string;
  readonly onSort?: (sort: string) => void;
  readonly chosen?: ReadonlySet<string>;
  readonly onChoose?: (keys: ReadonlySet<string>) => void;
  readonly foot?: ReactNode;
  readonly tall?: boolean;
}

/** A table of rows. A plain one: it prints, it is read aloud, and it can be walked with the keyboard. */
export function Sheet<T extends object>(props: SheetProps<T>) {
  const { label, columns, rows, keyOf, chosen, onChoose } = props;
  const choose = chosen !== undefined && onChoose !== undefined;
  const keys = rows.map(keyOf);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={props.tall === true ? 'sheet tall' : 'sheet'} aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {choose && (
              <th scope="col" className="no-print">
                <input
                  type="checkbox"
                  aria-label="全选"
                  checked={keys.length > 0 && keys.every((key) => chosen.has(key))}
                  onChange={(event) => onChoose(new Set(event.target.checked ? keys : []))}
                />
              </th>
            )}
            {columns.map((column) => (
              <HeadCell key={column.key} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => {
            const key = keys[index] ?? '';
            return (
              <tr key={key} className={chosen?.has(key) === true ? 'chosen' : undefined}>
                {choose && (
                  <td className="no-print">
                    <input
                      type="checkbox"
                      aria-label={`选择 ${key}`}
                      checked={chosen.has(key)}
                      onChange={() => onChoose(toggled(chosen, key))}
                    />
                  </td>
                )}
                {columns.map((column) => (
                  <td
                    key={column.key}
                    className={column.key === 'action' ? 'action' : lookClass(column.look)}
                  >
                    {column.draw?.(row) ?? (
                      <Cell look={column.look} value={cellOf(row, column.key)} row={row as Row} />
                    )}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
        {props.foot !== undefined && <tfoot>{props.foot}</tfoot>}
      </table>
    </section>
  );
}

function HeadCell<T>(props: {
  readonly column: Column<T>;
  readonly sort: string | undefined;
  readonly onSort: ((sort: string) => void) | undefined;
}) {
  const { column, sort, onSort } = props;
  const look = column.key === 'action' ? 'action' : lookClass(column.look);
  const className = look === 'amount' || look === 'action' ? look : undefined;
  if (column.sort !== true || onSort === undefined)
    return (
      <th scope="col" className={className}>
        {column.title}
      </th>
    );
  const up = sort === column.key;
  const down = sort === `-${column.key}`;
  const mark = up ? ' ↑' : down ? ' ↓' : ' ↕';
  return (
    <th scope="col" className={className} aria-sort={up ? 'ascending' : down ? 'descending' : 'none'}>
      <button type="button" onClick={() => onSort(up ? `-${column.key}` : column.key)}>
        {column.title}
        <span aria-hidden="true">{mark}</span>
      </button>
    </th>
  );
}

const cellOf = (row: object, key: string): Value => (row as Row)[key];

function toggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return next;
}
