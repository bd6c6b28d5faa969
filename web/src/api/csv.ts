/** Rows as a CSV file of the contract: UTF-8 with BOM, CRLF, so that a spreadsheet opens it as it is. */
export function csvFile(name: string, rows: readonly (readonly string[])[]): File {
  const text = rows.map((row) => row.map(quoted).join(',')).join('\r\n');
  return new File([`\uFEFF${text}\r\n`], name, { type: 'text/csv' });
}

/** RFC 4180. A lone empty cell is quoted too, or its line would count as empty. */
const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** The first rows of a file as they stand in it; undefined for a workbook or bytes that are no text. */
export async function firstRows(file: File, most: number): Promise<string[][] | undefined> {
  if (!/\.csv$/i.test(file.name)) return undefined;
  const head = new Uint8Array(await file.slice(0, 64 * 1024).arrayBuffer());
  const text = decoded(head);
  if (text === undefined) return undefined;
  const { parse } = await import('csv-parse/browser/esm/sync');
  try {
    return parse(text, { to: most, relax_column_count: true, skip_empty_lines: true, bom: true });
  } catch {
    // Broken quotes: the dry run tells what is wrong with the file; there is just nothing to show before.
    return undefined;
  }
}

/** UTF-8, else GB18030, as the server reads it; the end of the slice may cut a character in two. */
function decoded(bytes: Uint8Array): string | undefined {
  for (const encoding of ['utf-8', 'gb18030'])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    } catch {
      // Not this one.
    }
  return undefined;
}
