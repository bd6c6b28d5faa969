import type { IsoDate } from './dates.js';

/** What a person (经办、复核人员) may do; the words of the console's roles. */
export const PERSON_ROLES = {
  maker: '托管经办',
  checker: '托管复核',
  bureau: '财政国资局经办',
  'bureau-approver': '财政国资局审批',
} as const;
export type PersonRole = keyof typeof PERSON_ROLES;

/** One line of `people.csv`: a person has a role from one day to another, both inclusive; `to` may be open. */
export interface Person {
  readonly code: string;
  readonly name: string;
  readonly role: PersonRole;
  readonly from: IsoDate;
  readonly to: IsoDate | undefined;
}

/** Why a name may not act, or the code of the person who it is. */
export type Permitted = { readonly code: string } | { readonly refused: string };

/** A name or code as it is compared: without any white space, case folded (upper case first, so that ß is SS). */
export const comparable = (name: string): string => name.replace(/\s+/gu, '').toUpperCase().toLowerCase();

/** `姓名(代码)`, as the console writes it; brackets of either width. */
const WITH_CODE = /^(.*)[(（]([^()（）]*)[)）]$/u;

/** Who may make and check (人员名单): without such a table anybody may. */
export class People {
  readonly #lines: readonly Person[];

  constructor(lines: readonly Person[]) {
    this.#lines = lines;
  }

  /** Whether the person whom a cell names has the role on the day. The cell is a name, a code, or `姓名(代码)`. */
  permit(cell: string, role: PersonRole, on: IsoDate): Permitted {
    const named = this.#lines.filter((line) => isNamed(line, cell));
    if (named.length === 0) return { refused: '不在人员名单people.csv中' };
    const today = named.filter(({ from, to }) => from <= on && (to === undefined || on <= to));
    if (today.length === 0) return { refused: `在${on}不在人员名单people.csv的有效期内` };
    const codes = new Set(today.map(({ code }) => code));
    const [code = '', other] = codes;
    if (other !== undefined)
      return { refused: `在人员名单people.csv中有${codes.size}人同名,须写成姓名(代码)` };
    if (today.some((line) => line.role === role)) return { code };
    const roles = today.map((line) => PERSON_ROLES[line.role]).join('、');
    return { refused: `在${on}没有"${PERSON_ROLES[role]}"角色(人员名单people.csv中为${roles})` };
  }
}

function isNamed({ code, name }: Person, cell: string): boolean {
  const written = comparable(cell);
  const [, before, within] = WITH_CODE.exec(written) ?? [];
  if (before !== undefined && within !== undefined)
    return before === comparable(name) && within === comparable(code);
  return written === comparable(name) || written === comparable(code);
}
