import { comparable, PERSON_ROLES, People, type Person, type PersonRole } from '../../domain/people.js';
import type { ConfigFile } from './config-files.js';
import { readTable, type TableLine } from './table.js';

/** `people.csv` (人员名单): a line per person and role. @throws ConfigError */
export function readPeople(file: ConfigFile): People {
  const people: Person[] = [];
  for (const line of readTable(file, ['code', 'name', 'role', 'from', 'to'])) {
    const person = personOf(line);
    for (const other of people.filter((one) => one.code === person.code && overlap(one, person)))
      demandConsistent(line, other, person);
    people.push(person);
  }
  return new People(people);
}

function personOf(line: TableLine): Person {
  const code = line.required('code');
  const name = line.required('name');
  for (const [column, text] of Object.entries({ code, name }))
    if (/[()（）]/u.test(text)) line.fail(`${column}"${text}"不能含括号:报送文件中写成"姓名(代码)"`);
  const from = line.date('from');
  const to = line.optionalDate('to');
  if (to !== undefined && to < from) line.fail(`止期${to}早于起期${from}`);
  return { code, name, role: roleOf(line), from, to };
}

/** The role by the console's key or its Chinese name. */
function roleOf(line: TableLine): PersonRole {
  const text = line.required('role');
  const roles = Object.entries(PERSON_ROLES) as [PersonRole, string][];
  const role = roles.find(([key, word]) => text === key || text === word)?.[0];
  const words = roles.map(([key, word]) => `${word}(${key})`).join('、');
  return role ?? line.fail(`role"${text}"应为${words}之一`);
}

function demandConsistent(line: TableLine, other: Person, person: Person): void {
  if (comparable(other.name) !== comparable(person.name))
    line.fail(`代码${person.code}同时是"${other.name}"和"${person.name}"`);
  if (other.role === person.role) line.fail(`${person.code}的${PERSON_ROLES[person.role]}期间与前面一行重叠`);
}

function overlap(a: Person, b: Person): boolean {
  return (b.to === undefined || a.from <= b.to) && (a.to === undefined || b.from <= a.to);
}
