import type { FileDigest } from '../../io/hash-file.js';
import { writeWhole } from '../../io/out.js';
import type { ColumnHead, Value } from '../sheet.js';
import { cellText, isFigure } from './cell-text.js';
import { chartsOf } from './charts.js';
import { originOf } from './origins.js';
import { isEmpty, type Report, type ReportBlock, type ReportTable } from './report.js';

/** A report as one HTML file that needs nothing else: no script, no font, no picture from elsewhere. */
export async function writeReportPage(path: string, report: Report): Promise<FileDigest> {
  return writeWhole(path, Buffer.from(pageOf(report)));
}

const STYLE = `
body{font:14px/1.6 "Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif;color:#1f2329;max-width:1280px;margin:24px auto;padding:0 16px}
h1{font-size:22px;margin:0}h2{font-size:17px;margin:28px 0 4px}h3{font-size:14px;margin:14px 0 4px}
p{margin:4px 0}.source{color:#5c6370;font-size:12px}
nav a{margin-right:12px}.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{border:1px solid #d0d5dd;padding:4px 8px;text-align:left;vertical-align:top}
th{background:#eef2f8;font-weight:600}td.figure{text-align:right;white-space:nowrap}
tr.total td{font-weight:600;border-top:2px solid #667085;background:#fafbfc}
figure{margin:0}figure svg{width:100%;height:auto}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(560px,100%),1fr));gap:20px;margin:16px 0}
figcaption{font-weight:600}
@media print{nav{display:none}body{margin:0;max-width:none}h2{break-after:avoid}tr{break-inside:avoid}}`;

function pageOf({ title, period, tables }: Report): string {
  const links = tables.map(({ name }, i) => `<a href="#t${i + 1}">${html(name)}</a>`).join('');
  const charts = chartsOf(tables).map(
    ({ caption, svg }) => `<figure><figcaption>${html(caption)}</figcaption>${svg}</figure>`,
  );
  return [
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>${html(title)}</title><style>${STYLE}</style></head><body>`,
    `<h1>${html(title)}</h1><p>${html(period)}</p><nav>${links}</nav>`,
    `<div class="charts">${charts.join('')}</div>`,
    ...tables.map(tableHtml),
    '</body></html>\n',
  ].join('\n');
}

function tableHtml({ name, source, blocks }: ReportTable, i: number): string {
  const parts = blocks.map(
    (one) => `${one.title === undefined ? '' : `<h3>${html(one.title)}</h3>`}${blockHtml(name, one)}`,
  );
  return `<h2 id="t${i + 1}">${html(name)}</h2><p class="source">来源:${html(source)}</p>${parts.join('')}`;
}

function blockHtml(table: string, one: ReportBlock): string {
  if (isEmpty(one)) return '<p>(没有)</p>';
  const { columns, rows, total } = one;
  const head = columns
    .map(({ header }) => {
      const from = originOf(table, header);
      return `<th scope="col"${from === undefined ? '' : ` title="${html(from)}"`}>${html(header)}</th>`;
    })
    .join('');
  const body = rows.map((row) => `<tr>${cellsHtml(row, columns)}</tr>`).join('\n');
  const last = `<tr class="total">${cellsHtml(total, columns)}</tr>`;
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${body}\n${last}</tbody></table></div>`;
}

function cellsHtml(row: readonly Value[], columns: readonly ColumnHead[]): string {
  return columns
    .map((column, i) => {
      const text = html(cellText(row[i] ?? null, column));
      return isFigure(column) ? `<td class="figure">${text}</td>` : `<td>${text}</td>`;
    })
    .join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const html = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
