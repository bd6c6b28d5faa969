import type { Sql } from '../db/db.js';
import { isDate } from '../domain/dates.js';
import { yuan } from '../domain/money.js';
import { compareCodePoints } from '../domain/order.js';
import * as view from '../ledger/views/trace.js';
import { eventsAbout, postingsAbout } from '../ledger/views/trace-events.js';
import { linesAbout, movesOf } from '../ledger/views/trace-lines.js';
import { KeptConfigurations } from '../stages/kept-configurations.js';
import { opinionStep } from './opinion.js';
import { laterMoves, statementStep } from './statement.js';
import { StepWriter } from './steps.js';
import type { Step, Story } from './story.js';

/** What was asked for: the loans of a number, or a row by where it stood. Empty where there is no such thing. */
export async function trace(
  sql: Sql,
  asked: string,
  archive: string | undefined,
): Promise<{ readonly stories: readonly Story[]; readonly row: Step | undefined }> {
  const place = placeOf(asked);
  if (place !== undefined) {
    const writer = new StepWriter(sql, archive, new KeptConfigurations(sql));
    const row = await view.rowAtPlace(sql, place.on, place.sender, place.name, place.rowNo);
    return { stories: [], row: row === undefined ? undefined : await writer.step(row) };
  }
  const stories = await storiesOf(sql, asked, archive);
  if (stories.length > 0) return { stories, row: undefined };
  // A line of the account that has to do with no loan: interest, capital, a fee, money in 待查款.
  const line = await view.rowOfLine(sql, asked);
  if (line === undefined) return { stories, row: undefined };
  const writer = new StepWriter(sql, archive, new KeptConfigurations(sql));
  return { stories, row: await writer.step(line) };
}

/** The loans of a business number, an IOU number, a 流水号, a credit code or an enterprise's name. @param bank only that bank's */
export async function storiesOf(
  sql: Sql,
  number: string,
  archive: string | undefined,
  configurations = new KeptConfigurations(sql),
  bank?: string,
): Promise<Story[]> {
  const writer = new StepWriter(sql, archive, configurations);
  const stories: Story[] = [];
  for (const loan of await view.loansOf(sql, number))
    if (bank === undefined || loan.bank === bank)
      stories.push(await storyOf(sql, loan, writer, configurations));
  return stories;
}

/** `<date>/<SENDER>/<name>:<row>` */
function placeOf(asked: string) {
  const [, on = '', sender = '', name = '', rowNo = ''] =
    /^([^/]+)\/([^/]*)\/(.+):(\d{1,7})$/.exec(asked) ?? [];
  return isDate(on) ? { on, sender, name, rowNo: Number(rowNo) } : undefined;
}

/** Kinds of step in the order in which they take effect on one day. */
const ORDER = [
  '备案',
  '补偿申请',
  '审核决定',
  '确认',
  '追偿回收',
  '核销申请',
  '账户流水',
  '款项去向',
  '初审',
];

async function storyOf(
  sql: Sql,
  loan: view.Loan,
  writer: StepWriter,
  configurations: KeptConfigurations,
): Promise<Story> {
  const numbers = await view.numbersOf(sql, loan);
  const steps: Step[] = [];
  for (const row of await view.rowsAbout(sql, loan, numbers)) steps.push(await writer.step(row));
  for (const opinion of await view.opinionsAbout(sql, numbers))
    steps.push(opinionStep(opinion, (await configurations.get(opinion.configuration)).reference));
  const lines = await linesAbout(sql, numbers);
  const moves = await movesOf(
    sql,
    lines.map((line) => line.id),
  );
  for (const line of lines) steps.push(statementStep(line, moves), ...laterMoves(line, moves));
  // Steps of one day and kind stay in the order of their files and rows.
  steps.sort((a, b) => compareCodePoints(a.on, b.on) || ORDER.indexOf(a.title) - ORDER.indexOf(b.title));
  return {
    bank: loan.bank,
    iou: loan.iouNo,
    numbers,
    steps,
    changes: (await eventsAbout(sql, numbers)).map((event) => ({
      on: event.happenedOn,
      number: event.businessNo,
      from: event.fromStatus,
      to: event.toStatus,
      who: event.actor,
      values: event.changes.map(({ item, from, to }) => `${item} ${from || '(无)'} → ${to || '(无)'}`),
      message: event.message,
    })),
    postings: (await postingsAbout(sql, numbers)).map((posting) => ({
      entry: posting.entry.toString(),
      on: posting.postedOn,
      number: posting.businessNo,
      text: posting.corrects === null ? posting.text : `${posting.text}(更正分录${posting.corrects})`,
      account: posting.account,
      debit: posting.debit === 0n ? '' : yuan(posting.debit),
      credit: posting.credit === 0n ? '' : yuan(posting.credit),
    })),
  };
}
