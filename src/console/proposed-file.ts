import { KIND_ALIAS, type Kind, SENDER_ROLES } from '../domain/kinds.js';
import type { Column } from '../io/column.js';
import { COLUMNS } from '../io/columns.js';
import { csvHead, csvRows, type OutColumn } from '../io/out.js';
import { type Call, type ConsolePlace, signature, type Who } from './call.js';
import { dryRunAnswer } from './dry-run-answer.js';
import { conflict, invalid } from './errors.js';
import { type Spooled, spool, unspool } from './inbox.js';
import type { CheckedFile } from './schemas/files.js';

/** Proposed rows as the file of the contract that approval makes of them. */

export type Rows = readonly Readonly<Record<string, string>>[];

/** Stands for the checker until there is one. */
const NOBODY_YET = '(待复核)';
const MOST_BYTES = 16 * 1024 * 1024;

/** Filled in by the console, never by the caller. */
const OURS = ['maker', 'checker'];

/** Rows by key, in the contract's words. @throws Refused 422 for a column that the kind does not have */
export function rowsByKey(kind: Kind, rows: Rows): Rows {
  const fields: Record<string, string> = {};
  const named = rows.map((row, i) =>
    Object.fromEntries(
      Object.entries(row).flatMap(([name, value]) => {
        const column = COLUMNS[kind].find(({ key, header }) => key === name || header === name);
        if (column === undefined) fields[`rows.${i}.${name}`] = `${KIND_ALIAS[kind]}文件没有这一列`;
        else if (OURS.includes(column.key)) fields[`rows.${i}.${name}`] = '由系统按登录的人填写';
        else if (value.trim() !== '') return [[column.key, value.trim()]];
        return [];
      }),
    ),
  );
  if (Object.keys(fields).length > 0) throw invalid('有的列不对,请按各处说明更正。', fields);
  return named;
}

/** 附件 stand in the reason by name and digest, so that the file tells of them. */
export function withAttachments(rows: Rows, attachments: readonly { digest: string; name: string }[]): Rows {
  if (attachments.length === 0) return rows;
  const words = attachments.map(({ name, digest }) => `${name} SHA-256 ${digest}`).join('、');
  return rows.map((row) => ({ ...row, reason: `${row['reason'] ?? ''}(附件:${words})` }));
}

/** The file's columns in the contract's order; without one that is in no row and need not be. */
export function columnsFor(kind: Kind, rows: Rows): readonly Column[] {
  return COLUMNS[kind].filter(
    ({ key, need }) => need === 'R' || OURS.includes(key) || rows.some((row) => row[key] !== undefined),
  );
}

/** What approval of rows would make, or makes: <审核决定>-<time>-<user>.csv of the sender that this is for. */
export class ProposedFile {
  readonly sender: string;
  readonly name: string;
  readonly #kind: Kind;
  readonly #text: string;

  constructor(
    kind: Kind,
    rows: Rows,
    hands: { maker: Pick<Who, 'login' | 'name'>; checker: Pick<Who, 'login' | 'name'> | undefined },
    now: Date,
  ) {
    const { maker, checker } = hands;
    this.#kind = kind;
    this.sender = SENDER_ROLES[kind] ?? '';
    this.name = `${KIND_ALIAS[kind]}-${fileTime(now)}-${(checker ?? maker).login}.csv`;
    const columns = columnsFor(kind, rows);
    const written = {
      maker: signature(maker),
      checker: checker === undefined ? NOBODY_YET : signature(checker),
    };
    const heads = columns.map(({ header }): OutColumn => ({ header, kind: 'raw' }));
    const filled: Rows = rows.map((row) => ({ ...row, ...written }));
    this.#text =
      csvHead(heads) +
      csvRows(
        heads,
        filled.map((row) => columns.map(({ key }) => row[key] ?? '')),
      );
  }

  /** Into the spool, to be dropped or judged. */
  spool(place: ConsolePlace): Promise<Spooled> {
    return spool(place, [Buffer.from(this.#text)], MOST_BYTES);
  }

  /** The real judgement of the file as the books stand, nothing recorded. */
  async check(call: Pick<Call, 'place' | 'db' | 'who'>): Promise<CheckedFile> {
    const spooled = await this.spool(call.place);
    try {
      return await dryRunAnswer(call, { sender: this.sender, name: this.name, path: spooled.path });
    } finally {
      await unspool(call.place, spooled.spool);
    }
  }

  /** @throws Refused 422 with a sentence for each row that would be rejected; 409 where it is too late for them */
  async demandSound(call: Pick<Call, 'place' | 'db' | 'who'>, late: boolean): Promise<void> {
    const checked = await this.check(call);
    const wrong = checked.items.filter(({ result }) => result === '退回');
    if (checked.status === 'processed' && wrong.length === 0) return;
    // The header is the file's first row.
    const sentence = (row: (typeof wrong)[number]) => row.findings.map(({ message }) => message).join(' ');
    const fields = Object.fromEntries(
      wrong.map((row) => [
        `rows.${row.row_no - 2}.${row.findings[0]?.column ?? COLUMNS[this.#kind][0]?.key}`,
        sentence(row),
      ]),
    );
    const first = checked.message ?? wrong.map(sentence)[0] ?? '';
    if (late) throw conflict(`账簿已有变化,现在会被退回:${first}`);
    throw invalid(`照此提交会被退回:${first}`, fields);
  }
}

const CLOCK = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** 20261124T153012345 in Shanghai: sorts as it happened, and a second decision in one second has another name. */
const fileTime = (now: Date): string =>
  CLOCK.format(now).replace(' ', 'T').replace(/[-:]/g, '') + String(now.getMilliseconds()).padStart(3, '0');
