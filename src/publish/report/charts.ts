import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { yuan } from '../../domain/money.js';
import type { ReportTable } from './report.js';

use([BarChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer]);

export interface Chart {
  readonly caption: string;
  readonly svg: string;
}

/** Colours that people who see no red or green tell apart (Okabe and Ito). */
const COLOURS = ['#0072b2', '#e69f00', '#009e73', '#cc79a7'];

/** Charts of a report, each of figures that stand in the table of the name below it. */
export function chartsOf(tables: readonly ReportTable[]): Chart[] {
  return [
    chart(tables, '使用', ['备案金额', '申请不良本金'], '各银行备案金额与申请不良本金(万元)'),
    chart(tables, '使用', ['拨付金额', '补偿净额'], '各银行期内拨付与补偿净额(万元)'),
    chart(
      tables,
      '分类',
      ['拨付金额', '缴回到账金额', '净损失'],
      '各贷款类型拨付、缴回与净损失(万元)',
      '按贷款类型',
    ),
    chart(tables, '分类', ['备案金额', '拨付金额', '净损失'], '各金额段备案、拨付与净损失(万元)', '按金额段'),
    chart(
      tables,
      '分类对比',
      ['备案金额 本期', '备案金额 上年', '净损失 本期', '净损失 上年'],
      '各银行备案与净损失,对比上年(万元)',
      '按银行',
    ),
    chart(tables, '集中度', ['备案金额', '净损失'], '备案金额最大的企业(万元)', '企业', '企业名称'),
    chart(tables, '清收', ['应缴回金额', '缴回到账金额', '期末逾期金额'], '各银行应缴回、到账与逾期(万元)'),
  ].filter((one): one is Chart => one !== undefined);
}

/** @param title the block's title, or a part of it; the first block where it is left out
 * @param names header of the column that names the bars; bank and scheme, or the first column, where it is left out */
function chart(
  tables: readonly ReportTable[],
  table: string,
  headers: readonly string[],
  caption: string,
  title = '',
  names?: string,
): Chart | undefined {
  const found = tables
    .find(({ name }) => name === table)
    ?.blocks.find((one) => title === '' || one.title?.includes(title));
  if (found === undefined || found.rows.length === 0) return undefined;
  const column = (header: string): number => found.columns.findIndex((one) => one.header === header);
  const parts = names === undefined ? [0, ...(column('政策类型') === 1 ? [1] : [])] : [column(names)];
  const labels = found.rows.map((row) => parts.map((at) => String(row[at])).join(' '));
  const series = headers.map((header) => ({
    header,
    values: found.rows.map((row) => tenThousands(row[column(header)])),
  }));
  return { caption, svg: barsSvg(labels, series) };
}

/** 万元, for the length of a bar alone. */
const tenThousands = (value: unknown): number =>
  typeof value === 'bigint' ? Number(yuan(value)) / 10_000 : 0;

function barsSvg(
  names: readonly string[],
  series: readonly { readonly header: string; readonly values: readonly number[] }[],
): string {
  const isCrowded = names.length > 12 || names.some((name) => name.length > 14);
  const drawn = init(null, null, { renderer: 'svg', ssr: true, width: 1_000, height: 320 });
  try {
    drawn.setOption({
      animation: false,
      color: COLOURS,
      legend: { top: 0 },
      grid: { left: isCrowded ? 120 : 80, right: 16, top: 36, bottom: isCrowded ? 84 : 48 },
      xAxis: {
        type: 'category',
        data: [...names],
        axisLabel: { interval: 0, rotate: isCrowded ? 30 : 0, width: 130, overflow: 'truncate' },
      },
      yAxis: { type: 'value', name: '万元' },
      series: series.map(({ header, values }) => ({ type: 'bar', name: header, data: [...values] })),
    });
    return sameEachTime(drawn.renderToSVGString());
  } finally {
    drawn.dispose();
  }
}

/** Names within a drawing are counted over a whole process: counted anew from the drawing's start. */
function sameEachTime(svg: string): string {
  const names = new Map<string, string>();
  return svg.replace(/zr\d+-[a-z]+-?\d+|zr\d+-[a-z]+\d*/g, (name) => {
    const known = names.get(name) ?? `n${names.size}`;
    names.set(name, known);
    return known;
  });
}
