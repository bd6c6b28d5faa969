import { join } from 'node:path';
import type { FileDigest } from '../../io/hash-file.js';
import { writeReportPage } from './page.js';
import { writeReportPaper } from './pdf.js';
import type { Report } from './report.js';
import { writeReportWorkbook } from './workbook.js';

/** Writes a report as `<out>/reports/<kind>[-<bank>]-<date>` .xlsx, .pdf and .html. Gives back the paths below `out`. */
export async function writeReport(out: string, report: Report): Promise<Map<string, FileDigest>> {
  const { kind, on, bank } = report.scope;
  const name = `reports/${kind}${bank === undefined ? '' : `-${bank}`}-${on}`;
  return new Map([
    [`${name}.xlsx`, await writeReportWorkbook(join(out, `${name}.xlsx`), report)],
    [`${name}.pdf`, await writeReportPaper(join(out, `${name}.pdf`), report)],
    [`${name}.html`, await writeReportPage(join(out, `${name}.html`), report)],
  ]);
}
