import type { Finding, TakenFile } from '../api/types.js';

/** What was found, with code and article. */
export function FindingList({ findings }: { readonly findings: readonly Finding[] }) {
  return (
    <ul className="findings">
      {findings.map(({ code, message, article }) => (
        <li key={`${code}${message}`}>
          <code>{code}</code> {message} <span className="under">{article}</span>
        </li>
      ))}
    </ul>
  );
}

interface CellsProps {
  readonly columns: TakenFile['columns'];
  readonly cells: readonly string[];
  readonly findings: readonly Finding[];
}

/** A row as its sender wrote it: each finding beside the cell that it speaks of, the others above. */
export function SenderCells({ columns, cells, findings }: CellsProps) {
  const own = new Set(columns.map(({ key }) => key));
  const ofRow = findings.filter(({ column }) => column === null || !own.has(column));
  return (
    <>
      {ofRow.length > 0 && <FindingList findings={ofRow} />}
      <dl className="facts sender">
        {columns.map(({ key, header }, index) => {
          const about = findings.filter(({ column }) => column !== null && column === key);
          const cell = cells[index] ?? '';
          if (about.length === 0 && cell === '') return null;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the sender's columns keep their place
            <div key={index} className={about.length > 0 ? 'told' : undefined}>
              <dt>{header}</dt>
              <dd>
                {cell === '' ? '(空)' : cell}
                {about.length > 0 && <FindingList findings={about} />}
              </dd>
            </div>
          );
        })}
      </dl>
    </>
  );
}
