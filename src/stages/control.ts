import { CONTROL_COLUMN, type ControlTotals } from '../domain/control.js';
import { amountFromText, type Fen, yuan } from '../domain/money.js';
import type { Reference } from '../domain/reference.js';
import { CsvError, LimitError, readRecords } from '../io/csv-read.js';
import { parseFileName } from '../io/filename.js';
import { type Header, readHeader } from '../io/header.js';
import type { DroppedFile } from '../io/inbox.js';
import type { Inspection } from '../io/inspect.js';
import { normaliseCell } from '../io/normalise.js';
import { WorkbookError } from '../io/workbook/workbook-error.js';

/**
 * Where the file is not what its sender's marker file says (FILE-CONTROL), a sentence for the sender. A file that
 * cannot be read at all is left to the codes that say so.
 */
export async function controlFault(
  file: DroppedFile,
  found: Inspection,
  control: ControlTotals,
  reference: Pick<Reference, 'limits' | 'policies'>,
): Promise<string | undefined> {
  if (control.fault !== undefined) return `${control.fault}。请重新生成标志文件后与本文件一起报送。`;
  if (control.sha256 !== undefined && control.sha256 !== found.sha256)
    return `文件的SHA-256为${found.sha256},与标志文件的${control.sha256}不符,传输可能有误。请重新报送。`;
  if (control.rows === undefined && control.sum === undefined) return undefined;
  const counted = await count(file, found, reference);
  if (counted === undefined) return undefined;
  if (control.rows !== undefined && control.rows !== counted.rows)
    return `文件有${counted.rows}个数据行,标志文件为${control.rows}行。请核对后重新报送。`;
  if (control.sum === undefined) return undefined;
  const { column, sum } = counted;
  if (column === undefined) return '这类文件没有可核对的金额列,标志文件不应有金额合计。请去掉后重新报送。';
  if (amountFromText(control.sum) !== sum)
    return `文件"${column}"合计${yuan(sum)},标志文件为${control.sum}。请核对后重新报送。`;
  return undefined;
}

interface Counted {
  readonly rows: number;
  readonly column: string | undefined;
  readonly sum: Fen;
}

/** Undefined for a file that has no readable name, encoding, header or records. */
async function count(
  file: DroppedFile,
  found: Inspection,
  { limits, policies }: Pick<Reference, 'limits' | 'policies'>,
): Promise<Counted | undefined> {
  const name = parseFileName(file.name, limits);
  if ('problem' in name || found.encoding === undefined) return undefined;
  let header: Header | undefined;
  let rows = 0;
  let sum = 0n;
  let at = -1;
  try {
    for await (const batch of readRecords(file.path, found.encoding, limits)) {
      for (const { cells } of batch) {
        if (header !== undefined) {
          rows += 1;
          sum += amountOf(cells[at]);
          continue;
        }
        const read = readHeader(name.kind, cells, policies);
        if ('problem' in read) return undefined;
        header = read;
        at = read.keys.indexOf(CONTROL_COLUMN[name.kind] ?? '-');
      }
    }
  } catch (error) {
    const faults = [CsvError, LimitError, WorkbookError];
    if (faults.some((fault) => error instanceof fault)) return undefined;
    throw error;
  }
  return { rows, column: header?.columns[at]?.header, sum };
}

/** A cell that is no amount counts as nothing: its row says so by itself. */
function amountOf(cell: string | undefined): Fen {
  const text = normaliseCell(cell ?? '').replaceAll(',', '');
  return /^-?\d+(\.\d{1,2})?$/.test(text) ? amountFromText(text) : 0n;
}
