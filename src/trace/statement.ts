import { sizeOf, yuanWords } from '../domain/money.js';
import { targetName } from '../ledger/records/allocations.js';
import type { TracedLine, TracedMove } from '../ledger/views/trace-lines.js';
import type { Fact, Step } from './story.js';

/** A line of the account's statement that had to do with the loan, and each move of its money by the line itself. */
export function statementStep(line: TracedLine, moves: readonly TracedMove[]): Step {
  const own = moves.filter((move) => move.lineId === line.id && move.rowId === line.id);
  const facts: Fact[] = [
    ['流水', `${line.receivedOn}/ACCOUNT/${line.fileName} ${line.txnNo},${line.bookedOn}入账`],
    ['收支', `${line.direction} ${line.purpose} ${yuanWords(line.amount)}`],
    ...own.map(moveFact),
  ];
  const left = line.amount - own.reduce((sum, move) => sum + move.amount, 0n);
  if (left !== 0n) facts.push(['记入待查款', yuanWords(left)]);
  if (sizeOf(line.suspense) !== left) facts.push(['现在待查款', yuanWords(sizeOf(line.suspense))]);
  for (const exception of line.exceptions) facts.push(['异常', exception]);
  const numbers = [...new Set(own.map((move) => move.number))].filter((number) => number !== '');
  return {
    on: line.receivedOn,
    title: '账户流水',
    number: line.txnNo,
    outcome: numbers.length === 0 ? (own.length === 0 ? '未对上' : '已入账') : `对应${numbers.join('、')}`,
    facts,
  };
}

/** What moved the line's money later: 勾对 and its 撤销, a recovery undone, a 退汇. One step for each row that did. */
export function laterMoves(line: TracedLine, moves: readonly TracedMove[]): Step[] {
  const later = moves.filter((move) => move.lineId === line.id && move.rowId !== line.id);
  const rows = [...new Set(later.map((move) => move.rowId))];
  return rows.map((rowId) => {
    const of = later.filter((move) => move.rowId === rowId);
    const [first] = of;
    const signed: Fact[] =
      first?.maker == null
        ? []
        : [
            ['经办/复核', `${first.maker}/${first.checker ?? ''}`],
            ['理由', first.reason ?? ''],
          ];
    return {
      on: first?.happenedOn ?? line.receivedOn,
      title: '款项去向',
      number: line.txnNo,
      outcome: of.some((move) => move.amount > 0n) ? '对应' : '撤销',
      facts: [...of.map(moveFact), ...signed],
    };
  });
}

const moveFact = ({ target, number, amount }: TracedMove): Fact => [
  `${amount > 0n ? '用于' : '退出'}${targetName(target)}`,
  number === '' ? yuanWords(sizeOf(amount)) : `${number} ${yuanWords(sizeOf(amount))}`,
];
