import { amountFromText } from './money.js';

export type EnterpriseSize = '大型' | '中型' | '小型' | '微型';
export type SizeMetric = 'employees' | 'revenue' | 'total_assets';

/** Inclusive lower bounds; employees in persons, revenue and total assets in 万元. */
export interface SizeLine {
  readonly industry: string;
  readonly metric: SizeMetric;
  readonly large: string;
  readonly medium: string;
  readonly small: string;
}

/** A line with its bounds as they are compared, in hundredths. */
interface Bounds {
  readonly metric: SizeMetric;
  readonly large: bigint;
  readonly medium: bigint;
  readonly small: bigint;
}

/** Size standard (中小企业划型标准, 工信部联企业〔2011〕300号): a size holds when every metric reaches its bound. */
export class SizeStandard {
  readonly #industries = new Map<string, Bounds[]>();

  constructor(lines: readonly SizeLine[]) {
    for (const { industry, metric, large, medium, small } of lines) {
      const bounds = {
        metric,
        large: amountFromText(large),
        medium: amountFromText(medium),
        small: amountFromText(small),
      };
      const held = this.#industries.get(industry);
      if (held === undefined) this.#industries.set(industry, [bounds]);
      else held.push(bounds);
    }
  }

  /** Undefined where the industry is not one of the standard's or a metric of it is not given. */
  sizeOf(
    industry: string,
    metrics: Readonly<Partial<Record<SizeMetric, string>>>,
  ): EnterpriseSize | undefined {
    const lines = this.#industries.get(industry);
    if (lines === undefined || lines.some((line) => metrics[line.metric] === undefined)) return undefined;
    const figures = lines.map((line) => amountFromText(metrics[line.metric] ?? ''));
    const reaches = (bound: 'large' | 'medium' | 'small') =>
      lines.every((line, i) => (figures[i] ?? 0n) >= line[bound]);
    if (reaches('large')) return '大型';
    if (reaches('medium')) return '中型';
    return reaches('small') ? '小型' : '微型';
  }

  /** The metrics that the industry is judged by. */
  metricsOf(industry: string): readonly SizeMetric[] {
    return (this.#industries.get(industry) ?? []).map((line) => line.metric);
  }
}
