interface RowsProps {
  readonly head: readonly string[];
  readonly body: readonly (readonly string[])[];
}

/** Rows of a file as they stand, or will stand, in it. */
export function Rows({ head, body }: RowsProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="sheet rows" aria-label="文件中的行" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {head.map((cell, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: cells of a file have nothing else to tell them apart
              <th scope="col" key={index}>
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <tr key={line}>
              {row.map((cell, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <td key={index} className={wraps(cell) ? 'wrap' : 'one-line'}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A sentence may wrap, a number or a date never. */
const wraps = (cell: string): boolean => cell.length > 12 && /\p{Script=Han}/u.test(cell);
