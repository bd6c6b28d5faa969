import type { FileDigest } from '../../io/hash-file.js';
import { Paper } from '../../io/pdf/paper.js';
import type { PaperColumn } from '../../io/pdf/table.js';
import type { ColumnHead, Value } from '../sheet.js';
import { displayWidth } from '../text-table.js';
import { cellText, isFigure } from './cell-text.js';
import { isEmpty, type Report, type ReportBlock } from './report.js';

/** A report as a paper to be signed: A4 across. */
export async function writeReportPaper(path: string, report: Report): Promise<FileDigest> {
  const { scope, title, period, tables } = report;
  const number = `BG-${scope.kind}-${scope.on.replaceAll('-', '')}${scope.bank === undefined ? '' : `-${scope.bank}`}`;
  const paper = new Paper({ title, number, date: scope.on, landscape: true });
  paper.paragraph(period);
  for (const [i, { name, source, blocks }] of tables.entries()) {
    for (const [k, one] of blocks.entries()) {
      paper.together(heightOf(one, k === 0, k === blocks.length - 1));
      if (k === 0) paper.heading(`${i + 1}. ${name}`);
      if (one.title !== undefined) paper.paragraph(one.title);
      if (isEmpty(one)) paper.paragraph('(没有)');
      else drawBlock(paper, one);
    }
    paper.paragraph(`来源:${source}`, 'small');
  }
  paper.signatures(scope.bank === undefined ? ['托管机构', '财政国资局'] : ['合作银行', '托管机构']);
  return paper.write(path);
}

/** Rows of a table that stay together: a longer one begins where it stands and goes on over the page. */
const SHORT = 9;
/** Points, about. */
const LINE = 19;

const heightOf = ({ rows }: ReportBlock, first: boolean, last: boolean): number =>
  (Math.min(rows.length, SHORT) + 2) * LINE +
  (first ? 30 : 16) +
  (last && rows.length <= SHORT ? 2 * LINE : 0);

function drawBlock(paper: Paper, { columns, rows, total }: ReportBlock): void {
  const texts = rows.map((row) => textsOf(row, columns));
  const sums = textsOf(total, columns);
  paper.table(
    columns.map((column, i) =>
      paperColumn(
        column,
        [sums, ...texts].map((row) => row[i] ?? ''),
      ),
    ),
    texts,
    sums,
  );
}

const textsOf = (row: readonly Value[], columns: readonly ColumnHead[]): string[] =>
  columns.map((column, i) => cellText(row[i] ?? null, column));

/** Figures, dates and short words stay whole; long texts are broken. */
function paperColumn(column: ColumnHead, texts: readonly string[]): PaperColumn {
  const longest = Math.max(...texts.map(displayWidth), 2);
  return {
    header: column.header,
    width: Math.min(longest, 40),
    align: isFigure(column) ? 'right' : 'left',
    whole: isFigure(column) || column.type === 'date' || longest <= SHORT_WORDS,
  };
}

/** Columns of a terminal. */
const SHORT_WORDS = 13;
