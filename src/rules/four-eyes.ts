import type { IsoDate } from '../domain/dates.js';
import type { Finding } from '../domain/findings.js';
import { comparable, type People, type PersonRole } from '../domain/people.js';
import { quotable } from '../domain/quotable.js';
import { noted, type Rule } from './rule.js';

/** Who may act (人员名单; without one anybody may), and the day on which it is asked. */
export interface PeopleOn {
  readonly people: People | undefined;
  readonly on: IsoDate;
}

/** The roles that an office's maker and checker must have. */
interface Office {
  readonly maker: PersonRole;
  readonly checker: PersonRole;
}

export const CUSTODIAN: Office = { maker: 'maker', checker: 'checker' };
export const BUREAU: Office = { maker: 'bureau', checker: 'bureau-approver' };

/** What a row says of both; a confirmation may leave either out. */
interface Signed {
  readonly maker: string | undefined;
  readonly checker: string | undefined;
}

/**
 * Four eyes (双人复核): whoever did it (经办人) must not be the one who looked it over (复核人), and where people are
 * listed, each must be on the list that day with the role. One finding names every reason. Source: rules.md §6.
 */
export function checkFourEyes(
  rule: Rule,
  { maker, checker }: Signed,
  listed: PeopleOn,
  office = CUSTODIAN,
): Finding[] {
  const made = permitted(maker, office.maker, listed);
  const checked = permitted(checker, office.checker, listed);
  const reasons = [
    ...(isSame(maker, checker) ? [`经办人与复核人同为"${quotable(maker ?? '')}"`] : []),
    ...(made.refused === undefined ? [] : [`经办人"${quotable(maker ?? '')}"${made.refused}`]),
    ...(checked.refused === undefined ? [] : [`复核人"${quotable(checker ?? '')}"${checked.refused}`]),
  ];
  if (reasons.length === 0 && made.code !== undefined && made.code === checked.code)
    reasons.push(
      `经办人"${quotable(maker ?? '')}"与复核人"${quotable(checker ?? '')}"是同一人(代码${made.code})`,
    );
  if (reasons.length === 0) return [];
  const remedy = listed.people === undefined ? '请换人复核后重新报送' : '请换有相应角色的人办理后重新报送';
  return [noted(rule, `${reasons.join(',')},须由两人分别经办和复核。${remedy}。`)];
}

const isSame = (maker: string | undefined, checker: string | undefined): boolean =>
  maker !== undefined && checker !== undefined && comparable(maker) === comparable(checker);

function permitted(
  name: string | undefined,
  role: PersonRole,
  { people, on }: PeopleOn,
): { readonly code?: string; readonly refused?: string } {
  return name === undefined || people === undefined ? {} : people.permit(name, role, on);
}
