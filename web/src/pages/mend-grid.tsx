import type { FileRow, Finding, TakenFile } from '../api/types.js';
import { FindingList } from './findings.js';

interface GridProps {
  readonly columns: TakenFile['columns'];
  readonly rows: readonly FileRow[];
  readonly cells: Readonly<Record<string, readonly string[]>>;
  readonly set: (rowNo: string, cells: readonly string[]) => void;
  readonly left: readonly number[];
  readonly leave: (rowNo: number, out: boolean) => void;
}

/** A grid to type in: one line a row, its findings under the cells, those of the whole row before it. */
export function MendGrid({ columns, rows, cells, set, left, leave }: GridProps) {
  const begin = firstWrong(rows, columns);
  const keys = new Set(columns.map(({ key }) => key));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="sheet grid" aria-label="退回行" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">不报</th>
            <th scope="col">行号</th>
            <th scope="col">整行的问题</th>
            {columns.map(({ header }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the sender's columns keep their place
              <th scope="col" key={index}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row_no, findings }) => {
            const line = cells[String(row_no)] ?? [];
            return (
              <tr key={row_no} className={left.includes(row_no) ? 'left-out' : undefined}>
                <td>
                  <input
                    type="checkbox"
                    aria-label={`第${row_no}行 不报`}
                    checked={left.includes(row_no)}
                    onChange={(event) => leave(row_no, event.target.checked)}
                  />
                </td>
                <td>{row_no}</td>
                <td className="long">
                  <FindingList findings={findings.filter(({ column }) => !keys.has(column))} />
                </td>
                {columns.map(({ key, header }, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the sender's columns keep their place
                  <td key={index}>
                    <CellInput
                      first={begin === `${row_no}.${index}`}
                      label={`第${row_no}行 ${header}`}
                      value={line[index] ?? ''}
                      findings={key === null ? [] : findings.filter(({ column }) => column === key)}
                      set={(value) =>
                        set(
                          String(row_no),
                          columns.map((_, at) => (at === index ? value : (line[at] ?? ''))),
                        )
                      }
                    />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

interface CellInputProps {
  readonly first: boolean;
  readonly label: string;
  readonly value: string;
  readonly findings: readonly Finding[];
  readonly set: (value: string) => void;
}

/** The first cell that something was found in: there one begins to type. */
const firstWrong = (rows: readonly FileRow[], columns: TakenFile['columns']): string => {
  const row = rows.find(({ findings }) => findings.some(({ column }) => column !== null));
  const index = columns.findIndex(
    ({ key }) => key !== null && row?.findings.some(({ column }) => column === key) === true,
  );
  return `${row?.row_no}.${index}`;
};

function CellInput({ first, label, value, findings, set }: CellInputProps) {
  return (
    <>
      <input
        className={findings.length > 0 ? 'cell wrong' : 'cell'}
        aria-label={label}
        // biome-ignore lint/a11y/noAutofocus: the grid was asked for to mend just this cell, which may lie far to the right
        autoFocus={first}
        aria-invalid={findings.length > 0}
        value={value}
        size={Math.min(Math.max(value.length + 2, 8), 30)}
        onChange={(event) => set(event.target.value)}
      />
      {findings.length > 0 && <FindingList findings={findings} />}
    </>
  );
}
