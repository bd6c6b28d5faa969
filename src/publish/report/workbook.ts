import type { FileDigest } from '../../io/hash-file.js';
import { columnName } from '../../io/workbook/sheet-reader.js';
import type { OutCell } from '../../io/workbook-out/layout.js';
import type { StyleName } from '../../io/workbook-out/styles.js';
import { WorkbookOut } from '../../io/workbook-out/workbook-out.js';
import type { ColumnHead, Value } from '../sheet.js';
import { cellOf, widthOf } from '../xlsx-sheet.js';
import type { Report, ReportBlock, ReportTable } from './report.js';

/** Title, period and source stand above the header, and a title of the first block where it has one. */
const HEADER_ROW = 4;

/** A report as a workbook, a sheet for each table. */
export async function writeReportWorkbook(path: string, report: Report): Promise<FileDigest> {
  const sheets = report.tables.map((table) => ({
    name: table.name,
    title: report.title,
    columns: widths(table).map((width) => ({ width })),
    headerRow: table.blocks[0]?.title === undefined ? HEADER_ROW : HEADER_ROW + 1,
  }));
  const out = new WorkbookOut(path, sheets);
  try {
    for (const table of report.tables) {
      await out.begin();
      await out.rows([
        [{ style: 'title', text: `${report.title} ${table.name}` }],
        [{ style: 'plain', text: report.period }],
        [{ style: 'plain', text: `来源:${table.source}` }],
      ]);
      for (const [i, one] of table.blocks.entries()) {
        if (i > 0) await out.rows([[]]);
        if (one.title !== undefined) await out.rows([[{ style: 'total', text: one.title }]]);
        await out.rows(rowsOf(one, out.row));
      }
      await out.end();
    }
    return await out.close();
  } catch (error) {
    await out.abort();
    throw error;
  }
}

/** As wide as the widest of the blocks needs. */
function widths({ blocks }: ReportTable): number[] {
  const most = Math.max(...blocks.map(({ columns }) => columns.length));
  return Array.from({ length: most }, (_, i) =>
    Math.max(
      8,
      ...blocks.map(({ columns, rows }) => (columns[i] === undefined ? 0 : widthOf(columns[i], i, rows))),
    ),
  );
}

/** @param above rows that the sheet has already */
function rowsOf({ columns, rows, total }: ReportBlock, above: number): OutCell[][] {
  const header = columns.map(({ header: text }): OutCell => ({ style: 'header', text }));
  const cells = rows.map((row) => row.map((value, i) => cellOf(value, at(columns, i))));
  const first = above + 2;
  const last = above + 1 + rows.length;
  return [header, ...cells, total.map((value, i) => totalCell(value, at(columns, i), i, first, last))];
}

function at(columns: readonly ColumnHead[], i: number): ColumnHead {
  const column = columns[i];
  if (column === undefined) throw new Error('a row of more cells than columns');
  return column;
}

/** A sum is a formula with its value; what else stands in the last line is written as it is. */
function totalCell(value: Value, column: ColumnHead, i: number, first: number, last: number): OutCell {
  if (value === null) return { style: 'total' };
  if (typeof value === 'string') return { style: 'total', text: value };
  const plain = cellOf(value, column);
  const style = TOTALS[column.type] ?? 'total';
  if (column.total !== true || last < first) return { ...plain, style };
  const name = columnName(i);
  return { ...plain, style, formula: `SUM(${name}${first}:${name}${last})` };
}

const TOTALS: Partial<Record<ColumnHead['type'], StyleName>> = {
  money: 'totalMoney',
  count: 'totalCount',
  ratio: 'totalRatio',
};
