import type { Sql } from '../db/db.js';
import { type Fen, sizeOf, yuanWords } from '../domain/money.js';
import { targetName } from '../ledger/records/allocations.js';
import type { FileRecord } from '../ledger/records/files.js';
import type { Claim, Recovery } from '../ledger/records/records.js';
import * as view from '../ledger/views/check.js';

/** The money of what comes after a claim, in a dry run: what a file would ask, pay, settle, match, undo or leave open. */
export async function laterMoney(sql: Sql, file: FileRecord): Promise<string[]> {
  switch (file.kind) {
    case 'decision':
    case 'amendment':
      return movedMoney(sql, file);
    case 'correction':
      return [
        ...(await movedMoney(sql, file)),
        ...(await recoveryMoney(sql, file, [])),
        ...(await linesMoney(sql, file)),
      ];
    case 'confirmation':
      return confirmationMoney(sql, file);
    case 'recovery':
      return recoveryMoney(sql, file, []);
    case 'writeoff':
      return writeoffMoney(sql, file);
    case 'statement':
    case 'matching':
      return linesMoney(sql, file);
    default:
      return [];
  }
}

async function movedMoney(sql: Sql, file: FileRecord): Promise<string[]> {
  return (await view.movedByFile(sql, file.id)).map(
    ({ businessNo, from, to, amount }) =>
      `${businessNo} ${from}→${to}${amount === null ? '' : `:金额${yuanWords(amount)}`}`,
  );
}

async function confirmationMoney(sql: Sql, file: FileRecord): Promise<string[]> {
  const payouts = await view.payoutsOfFile(sql, file.id);
  const paid = payouts.reduce((sum, { amount }) => sum + amount, 0n);
  const claims = payouts.filter(({ takenBack }) => !takenBack).map(({ claimId }) => claimId);
  return [
    ...(await movedMoney(sql, file)),
    `本次拨付合计(撤销为负):${yuanWords(paid)}`,
    ...(await recoveryMoney(sql, file, claims)),
  ];
}

async function writeoffMoney(sql: Sql, file: FileRecord): Promise<string[]> {
  const writeoffs = await view.writeoffsOfFile(sql, file.id);
  const claims = await view.claimsById(
    sql,
    writeoffs.map(({ claimId }) => claimId),
  );
  return writeoffs.map(({ businessNo, claimId }) => {
    const { amount = 0n, returned = 0n } = claims.get(claimId) ?? {};
    return `${businessNo}:已拨付${yuanWords(amount)}-已缴回${yuanWords(returned)}=净损失${yuanWords(amount - returned)},以初审时为准`;
  });
}

async function recoveryMoney(sql: Sql, file: FileRecord, paid: readonly bigint[]): Promise<string[]> {
  const recoveries = await view.recoveriesOfFile(sql, file.id, paid);
  const claims = await view.claimsById(
    sql,
    recoveries.map(({ claimId }) => claimId),
  );
  return recoveries.map((recovery) => recoveryWords(recovery, claims.get(recovery.claimId)));
}

function recoveryWords(recovery: Recovery, claim: Claim | undefined): string {
  const { businessNo, treatment, asked = 0n, dueOn, undoneOn } = recovery;
  const now = claim === undefined ? '' : baseWords(claim);
  if (undoneOn !== undefined) {
    const was = treatment === 'noticed' ? `,不再要求缴回${yuanWords(asked)}` : '';
    return `${businessNo}:撤销${was}${now}`;
  }
  if (treatment === 'noticed')
    return `${businessNo}:应缴回${yuanWords(asked)},期限${dueOn ?? '(日历未覆盖,无法确定)'}`;
  if (treatment === 'kept') return `${businessNo}:暂存,拨付之日通知缴回`;
  return treatment === 'lowered' ? `${businessNo}:降低补偿基数${now}` : `${businessNo}:不再通知`;
}

function baseWords({ businessNo, base, amount, status }: Claim): string {
  if (base === undefined || amount === undefined) return `;${businessNo}缺汇率,金额待定`;
  return `;${businessNo}现为${status},基数${yuanWords(base)},补偿金额${yuanWords(amount)}`;
}

/** Line by line: what its money would go to or be taken back from, and what would be left in 待查款. */
async function linesMoney(sql: Sql, file: FileRecord): Promise<string[]> {
  const { moves, lines } = await view.movesOfFile(sql, file.id);
  const words = lines.map((line) => {
    const own = moves.filter((move) => move.lineId === line.id);
    const parts = own.map(
      ({ target, number, amount }) =>
        `${amount > 0n ? '用于' : '退出'}${targetName(target)}${number}${yuanWords(sizeOf(amount))}`,
    );
    return `流水${line.txnNo}(${line.direction} ${yuanWords(line.amount)}):${[...parts, suspenseWords(line.suspense)].join(',')}`;
  });
  return words;
}

const suspenseWords = (suspense: Fen): string =>
  suspense === 0n ? '待查款无余额' : `待查款${yuanWords(sizeOf(suspense))}`;
