import type { Sql } from '../db/db.js';
import { percent, yuanWords } from '../domain/money.js';
import { CLAIMS, type Claim, RECOVERIES, type Recovery } from '../ledger/records/records.js';
import type { TracedRow } from '../ledger/views/trace.js';
import type { KeptConfigurations } from '../stages/kept-configurations.js';
import { recordedRules } from './applied.js';
import { claimRules } from './claim.js';
import { filingRules } from './filing.js';
import { recoveryAmounts } from './recovery.js';
import { findingsOf, type ReadRow, readRow } from './row.js';
import type { Fact, Step } from './story.js';

const TITLES: Readonly<Record<string, string>> = {
  filing: '备案',
  amendment: '变更',
  claim: '补偿申请',
  decision: '审核决定',
  correction: '冲正',
  confirmation: '确认',
  recovery: '追偿回收',
  writeoff: '核销申请',
  statement: '账户流水',
  matching: '勾对',
};

/** Makes the steps of a loan's story from rows. */
export class StepWriter {
  readonly #sql: Sql;
  readonly #archive: string | undefined;
  readonly #configurations: KeptConfigurations;

  constructor(sql: Sql, archive: string | undefined, configurations: KeptConfigurations) {
    this.#sql = sql;
    this.#archive = archive;
    this.#configurations = configurations;
  }

  async step(row: TracedRow): Promise<Step> {
    const { reference } = await this.#configurations.get(row.configuration);
    const read = await readRow(row, this.#archive, reference);
    return {
      on: row.receivedOn,
      title: TITLES[row.kind ?? ''] ?? '',
      number: row.businessNo,
      outcome: row.outcome,
      source: read.source,
      findings: findingsOf(row),
      ...(await this.#judged(read)),
    };
  }

  async #judged(read: ReadRow): Promise<Partial<Step>> {
    switch (read.row.kind) {
      case 'filing': {
        const rules = await filingRules(this.#sql, read);
        return rules === undefined ? {} : { rules };
      }
      case 'claim': {
        const judged = await claimRules(this.#sql, read);
        if (judged === undefined) return {};
        return { rules: judged.rules, amounts: [...judged.amounts, ...(await this.#since(read.id))] };
      }
      case 'recovery':
        return { ...recorded(read, 'recovery'), amounts: await this.#recovery(read) };
      case 'writeoff':
        return recorded(read, 'writeoff');
      case 'correction':
        return { facts: await this.#corrected(read) };
      default:
        return {};
    }
  }

  /** What a 追回 asks for, or what a 撤销回收 undid. */
  async #corrected(read: ReadRow): Promise<Fact[]> {
    const [made] = await RECOVERIES.select(this.#sql, 'WHERE t.id = $1 OR t.undone_by = $1', [read.id]);
    if (made === undefined) return [];
    const asked = yuanWords(made.asked ?? 0n);
    if (made.id !== read.id) return [['撤销', `${made.businessNo},曾要求缴回${asked}`]];
    return [
      ['应返还', `${asked},期限${made.dueOn ?? '(日历未覆盖)'}`],
      [
        '已返还',
        `${yuanWords(made.returned)}${made.settledOn === undefined ? '' : `,${made.settledOn}缴清`}`,
      ],
      ...(made.undoneOn === undefined ? [] : [['撤销', made.undoneOn] as Fact]),
    ];
  }

  /** What a claim's figures became after its arrival. */
  async #since(id: bigint): Promise<Fact[]> {
    const [claim] = await CLAIMS.select(this.#sql, 'WHERE t.id = $1', [id]);
    if (claim === undefined) return [];
    const lines: Fact[] = [];
    if (claim.lowered > 0n) lines.push(['此后收回降低', yuanWords(claim.lowered)]);
    if (claim.base !== undefined && claim.amount !== undefined)
      lines.push(['现基数与金额', currentWords(claim)]);
    if (claim.paidOn !== undefined) lines.push(['拨付', `${claim.paidOn},文号${claim.documentNo ?? ''}`]);
    lines.push(['现状态', claim.status]);
    return lines;
  }

  async #recovery(read: ReadRow): Promise<Fact[]> {
    const [recovery] = await RECOVERIES.select(this.#sql, 'WHERE t.id = $1', [read.id]);
    if (recovery === undefined) return [];
    const [claim] = await CLAIMS.select(this.#sql, 'WHERE t.id = $1', [recovery.claimId]);
    if (claim === undefined) return [];
    const others: Recovery[] = await RECOVERIES.select(this.#sql, 'WHERE t.claim_id = $1', [claim.id]);
    return recoveryAmounts(recovery, claim, others, read.reference);
  }
}

/** The number tells the scheme; a 退回 row has none, and its findings say all there is. */
function recorded({ row, reference }: ReadRow, kind: 'recovery' | 'writeoff'): Partial<Step> {
  const scheme = /^[RW]-[^-]+-([^-]+)-/.exec(row.businessNo)?.[1];
  if (scheme === undefined) return {};
  const document = reference.policies.of(scheme).documentOn(row.receivedOn);
  return { rules: recordedRules(kind, document, reference.catalogue, row.receivedOn, findingsOf(row)) };
}

function currentWords(claim: Claim): string {
  const ratio = percent({ num: claim.ratioNum ?? 0n, den: claim.ratioDen ?? 0n }, 2);
  return `${yuanWords(claim.base ?? 0n)}×${ratio}%(${claim.ratioWhy}) = ${yuanWords(claim.amount ?? 0n)}`;
}
