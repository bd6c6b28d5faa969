import { useEffect, useRef } from 'react';
import type { ChartOptions } from './chart-engine.js';
import { loadCharts } from './chart-loader.js';

interface ChartProps {
  readonly title: string;
  readonly options: ChartOptions;
}

/**
 * A drawing of figures that also stand in the table beside it, so that it is hidden from who listens to the page.
 * The drawing program is loaded when the first chart is shown.
 */
export function Chart({ title, options }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let gone = false;
    let stop = (): void => undefined;
    void loadCharts().then(({ draw }) => {
      if (!gone && place.current !== null) stop = draw(place.current, options);
    });
    return () => {
      gone = true;
      stop();
    };
  }, [options]);
  return (
    <figure className="chart">
      <figcaption>{title}</figcaption>
      <div ref={place} className="chart-place" aria-hidden="true" />
    </figure>
  );
}
