import { isDate } from '../domain/dates.js';
import { PERSON_ROLES, People, type PersonRole } from '../domain/people.js';
import type { PeopleOn } from '../rules/four-eyes.js';
import type { Given } from './given.js';
import type { Case, Row } from './table.js';

/** 人员: the list of people of a case (代码, 姓名, 角色, 起, 止); a case without it has none. */
export function casePeople(one: Case, given: Given): PeopleOn {
  const lines = given.rows('人员');
  return { people: lines && new People(lines.map(personOf)), on: one.date };
}

function personOf(row: Row) {
  const { 代码: code = '', 姓名: name = '', 角色: word, 起: from = '', 止: to } = row;
  const role = (Object.keys(PERSON_ROLES) as PersonRole[]).find((key) => PERSON_ROLES[key] === word);
  if (role === undefined || !isDate(from)) throw new Error('人员的角色或起期不对');
  return { code, name, role, from, to };
}
