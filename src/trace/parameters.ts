import type { IsoDate } from '../domain/dates.js';
import type { Parameter, PolicyDocument } from '../domain/policy.js';
import type { RuleWords } from '../domain/rule-words.js';
import { parameterWords } from '../rules/parameter-words.js';
import type { Fact } from './story.js';

/** The dates of an item that pick a parameter's value. */
export interface JudgedOn {
  readonly disbursedOn: IsoDate | undefined;
  readonly receivedOn: IsoDate;
}

/** The policy's numbers that a rule looks at, as they stood on the date that picks them. */
export function parametersOf(
  basis: Pick<RuleWords, 'parameters'>,
  document: PolicyDocument,
  on: JudgedOn,
): Fact[] {
  return document.parameters
    .filter((parameter) => basis.parameters.includes(parameter.key))
    .map((parameter) => [parameter.title, valueWords(parameter, dateFor(parameter, on))]);
}

/** 放款日期 picks the value of what a loan must be; anything else hangs on the day it came to us. */
function dateFor(parameter: Parameter, on: JudgedOn): IsoDate {
  return parameter.judgedOn === '放款日期' ? (on.disbursedOn ?? on.receivedOn) : on.receivedOn;
}

function valueWords(parameter: Parameter, date: IsoDate): string {
  const { values, unit, article } = parameter;
  const value = values.find((one) => one.from <= date && date <= one.to) ?? nearest(values, date);
  if (value === undefined) return '';
  return `${parameterWords(value.value, unit)}(${article},${value.from}至${value.to},按${parameter.judgedOn}${date})`;
}

/** Before and after the validity, the nearest value holds. */
function nearest<T extends { readonly from: IsoDate }>(values: readonly T[], date: IsoDate): T | undefined {
  const first = values[0];
  return first !== undefined && date < first.from ? first : values.at(-1);
}
