/**
 * Reads CSV as the pages "File" and "Outputs" mean it, character by character, and with no library: what the program
 * reads and writes with one is looked at with another eye. Records end with LF or CRLF; a quote may only open and close
 * a cell; a cell in quotes holds what it holds.
 * @returns the records in order, an empty line as one empty cell; undefined where a quote is out of place
 */
export function readCsv(text: string): string[][] | undefined {
  const records: string[][] = [];
  let at = 0;
  while (at < text.length) {
    const record: string[] = [];
    for (;;) {
      let cell = '';
      if (text[at] === '"') {
        for (at++; ; at++) {
          if (at >= text.length) return undefined;
          if (text[at] !== '"') cell += text[at];
          else if (text[at + 1] === '"') cell += text[at++];
          else break;
        }
        at++;
        if (at < text.length && text[at] !== ',' && !endsAt(text, at)) return undefined;
      } else
        for (; at < text.length && text[at] !== ',' && !endsAt(text, at); at++) {
          if (text[at] === '"') return undefined;
          cell += text[at];
        }
      record.push(cell);
      if (text[at] !== ',') break;
      at++;
    }
    records.push(record);
    at += text.startsWith('\r\n', at) ? 2 : 1;
  }
  return records;
}

const endsAt = (text: string, at: number): boolean => text[at] === '\n' || text.startsWith('\r\n', at);
