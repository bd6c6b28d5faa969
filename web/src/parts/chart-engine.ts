import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, CanvasRenderer]);

export type ChartOptions = EChartsCoreOption;

/** Okabe and Ito's colours, told apart by the colour-blind; patterns come on top of them. */
const COLOURS = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#000000'];

/** Draws into an element and keeps to its size; returns how to stop. */
export function draw(place: HTMLElement, options: ChartOptions): () => void {
  const chart = init(place);
  chart.setOption({
    color: COLOURS,
    animation: false,
    aria: { enabled: true, decal: { show: true } },
    grid: { left: 8, right: 16, top: 36, bottom: 8, containLabel: true },
    // Drawn into the canvas: the other way writes style attributes, which the page's policy forbids.
    tooltip: { trigger: 'axis', renderMode: 'richText' },
    legend: { top: 0 },
    ...options,
  });
  const watch = new ResizeObserver(() => chart.resize());
  watch.observe(place);
  return () => {
    watch.disconnect();
    chart.dispose();
  };
}
