import type { CopyValue, Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import type { Fen, Ratio } from '../../domain/money.js';
import type { Position } from '../../domain/position.js';
import type { Scheme } from '../../domain/scheme.js';
import { CLAIMS, type Claim, WRITEOFFS, type Writeoff } from './records.js';

/** A line of an opinion run (初审意见); a write-off has no position. Sums in fen. */
export interface OpinionLine {
  readonly businessNo: string;
  readonly scheme: Scheme;
  readonly bank: string;
  readonly iouNo: string;
  readonly claimId: bigint;
  readonly classification: string;
  readonly base: Fen;
  readonly ratio: Ratio;
  readonly amount: Fen;
  readonly opinion: string;
  readonly position: Position | undefined;
  /** The fund's available balance before the line. */
  readonly available: Fen | undefined;
  readonly article: string;
}

export interface WriteoffInHand {
  readonly writeoff: Writeoff;
  readonly claim: Claim;
}

const IN_ORDER = 'ORDER BY t.received_on, t.bank, t.file_name, t.row_no';

/** Claims that are 受理, 暂停补偿 or 资金不足, in the order in which they came. */
export async function openClaims(sql: Sql, schemes: readonly Scheme[]): Promise<{ claim: Claim }[]> {
  if (schemes.length === 0) return [];
  const open = `WHERE t.scheme = ANY($1::text[]) AND t.status IN ('受理', '暂停补偿', '资金不足') ${IN_ORDER}`;
  return (await CLAIMS.select(sql, open, [schemes])).map((claim) => ({ claim }));
}

/** Write-offs accepted or recommended, with the claims they are about, in the order in which they came. */
export async function openWriteoffs(sql: Sql, schemes: readonly Scheme[]): Promise<WriteoffInHand[]> {
  const open = `WHERE t.scheme = ANY($1::text[]) AND t.status IN ('已受理', '建议核销') ${IN_ORDER}`;
  const writeoffs = await WRITEOFFS.select(sql, open, [schemes]);
  if (writeoffs.length === 0) return [];
  const claims = await CLAIMS.select(sql, 'WHERE t.id = ANY($1::bigint[])', [
    writeoffs.map((w) => w.claimId),
  ]);
  const byId = new Map(claims.map((claim) => [claim.id, claim]));
  return writeoffs.map((writeoff) => {
    const claim = byId.get(writeoff.claimId);
    if (claim === undefined) throw new Error(`write-off ${writeoff.id} without its claim`);
    return { writeoff, claim };
  });
}

export async function insertOpinions(sql: Sql, on: IsoDate, lines: readonly OpinionLine[]): Promise<void> {
  if (lines.length === 0) return;
  const rows: CopyValue[][] = lines.map((line, i) => [
    on,
    i + 1,
    line.businessNo,
    line.scheme,
    line.bank,
    line.iouNo,
    line.claimId,
    line.classification,
    line.base,
    line.ratio.num,
    line.ratio.den,
    line.amount,
    line.opinion,
    line.position?.filed ?? null,
    line.position?.applied ?? null,
    line.position?.net ?? null,
    line.available ?? null,
    line.article,
  ]);
  await sql.copyIn('opinions', OPINION_COLUMNS, rows);
}

const OPINION_COLUMNS = [
  'run_on',
  'line_no',
  'business_no',
  'scheme',
  'bank',
  'iou_no',
  'claim_id',
  'classification',
  'base',
  'ratio_num',
  'ratio_den',
  'amount',
  'opinion',
  'filed',
  'applied',
  'net',
  'available',
  'article',
];
