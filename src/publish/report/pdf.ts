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
    paper.heading(`${i + 1}. ${name}`);
    for (const one of blocks) {
      if (one.title !== undefined) paper.paragraph(one.title);
      if (isEmpty(one)) paper.paragraph('(没有)');
      else drawBlock(paper, one);
    }
    paper.paragraph(`来源:${source}`, 'small');
  }
  paper.signatures(scope.bank === undefined ? ['托管机构', '财政国资局'] : ['合作银行', '托管机构']);
  return paper.write(path);
}

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

/** As wide as what is in it, within limits: long texts are broken. */
function paperColumn(column: ColumnHead, texts: readonly string[]): PaperColumn {
  const longest = Math.max(...texts.map(displayWidth), Math.ceil(displayWidth(column.header) / 2));
  const width = Math.min(Math.max(longest, 5), 26) + 1;
  return { header: column.header, width, align: isFigure(column) ? 'right' : 'left' };
}
