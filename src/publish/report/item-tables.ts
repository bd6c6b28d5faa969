import { addDays, type IsoDate } from '../../domain/dates.js';
import { grouped, yuan } from '../../domain/money.js';
import { type ExceptionView, exceptionsRegister } from '../../ledger/views/account-registers.js';
import * as view from '../../ledger/views/report-items.js';
import { type Column, count, date, money, summed, text } from '../sheet.js';
import { EXCEPTION_COLUMNS } from '../sheets/fund-registers.js';
import { block, type ReportSource, type ReportTable } from './report.js';

/** The tables of single items: 在办, 已补偿项目, 冲正及资格, 例外. */

const IN_HAND_ORDER = ['待核', '受理', '暂停补偿', '资金不足', '建议补偿'];

const IN_HAND: readonly Column<view.InHand>[] = [
  text('政策类型', (l) => l.scheme),
  text('状态', (l) => l.status),
  { ...count<view.InHand>('笔数', (l) => l.claims), total: true },
  summed('金额', (l) => l.amount),
];

export async function inHandTable({ db }: ReportSource): Promise<ReportTable> {
  const rows = await view.claimsInHand(db);
  const order = ({ status }: view.InHand): number => IN_HAND_ORDER.indexOf(status);
  rows.sort((a, b) => (a.scheme === b.scheme ? order(a) - order(b) : a.scheme < b.scheme ? -1 : 1));
  return {
    name: '在办',
    source: 'claims.csv 截至账簿日期,按状态;金额为补偿金额,尚未算出的不计。',
    blocks: [block(IN_HAND, rows)],
  };
}

const COMPENSATED: readonly Column<view.Compensated>[] = [
  text('业务编号', (l) => l.businessNo),
  text('银行', (l) => l.bank),
  text('政策类型', (l) => l.scheme),
  text('借据编号', (l) => l.iouNo),
  text('企业名称', (l) => l.enterprise),
  date('拨付日期', (l) => l.paidOn),
  summed('拨付', (l) => l.paid),
  summed('回收', (l) => l.recovered),
  summed('应缴回', (l) => l.asked),
  summed('已缴回', (l) => l.returned),
  date('期限', (l) => l.dueOn),
  summed('逾期', (l) => l.overdue),
  text('状态', (l) => l.status),
];

/** 已补偿项目: what §16 and §17 ask of each compensated loan. */
export async function compensatedTable({ db, scope }: ReportSource): Promise<ReportTable> {
  const rows = await view.compensatedLoans(db, scope.on);
  return {
    name: '已补偿项目',
    source:
      'claims.csv 状态已拨付、已核销的全部项目。期限为未缴清的通知和追回中最早的缴回期限,逾期为期限已过而未缴回的金额。',
    blocks: [
      block(
        COMPENSATED,
        rows.filter(({ bank }) => scope.bank === undefined || bank === scope.bank),
      ),
    ],
  };
}

const UNDOING: readonly Column<view.Undoing>[] = [
  date('日期', (l) => l.happenedOn),
  text('业务编号', (l) => l.businessNo),
  text('银行', (l) => l.bank),
  text('处理', (l) => l.action),
  money('金额', (l) => l.amount),
  text('依据文号', (l) => l.documentNo),
  text('经办人', (l) => l.maker),
  text('复核人', (l) => l.checker),
];

/** 冲正及资格 of the period, and each bank's spells of 暂停. */
export async function undoingTable({ db, scope }: ReportSource): Promise<ReportTable> {
  const mine = ({ bank }: { bank: string }): boolean => scope.bank === undefined || bank === scope.bank;
  const rows = (await view.undoings(db, scope.from, scope.on)).filter(mine);
  const spells = spellsOf(await view.stateChanges(db)).filter(
    (spell) => mine(spell) && (spell.last === undefined || spell.last >= scope.from),
  );
  return {
    name: '冲正及资格',
    source:
      '期内受理的冲正、资格文件,撤销的确认和勾对。暂停期间由历次初审和资格文件得出,至今仍暂停的没有末日。',
    blocks: [block(UNDOING, rows), block(SPELL, spells, { title: '各银行暂停补偿的期间' })],
  };
}

/** 暂停期间: days on which a bank's claims were held, first and last included. */
export interface Spell {
  readonly bank: string;
  readonly scheme: string;
  readonly first: IsoDate;
  /** Undefined while it lasts. */
  readonly last: IsoDate | undefined;
}

const SPELL: readonly Column<Spell>[] = [
  text('银行', (l) => l.bank),
  text('政策类型', (l) => l.scheme),
  date('首日', (l) => l.first),
  date('末日', (l) => l.last),
];

/**
 * A bank is stopped while a run's thresholds or a 资格 row stop it: a spell lasts until neither does.
 * @param changes by bank, scheme and day
 */
export function spellsOf(changes: readonly view.StateChange[]): Spell[] {
  const spells: Spell[] = [];
  let since: IsoDate | undefined;
  let by = { run: false, standing: false };
  for (const [i, change] of changes.entries()) {
    const { bank, scheme, happenedOn, byStanding, stopped } = change;
    by = byStanding ? { ...by, standing: stopped } : { ...by, run: stopped };
    if (by.run || by.standing) since ??= happenedOn;
    else if (since !== undefined) {
      // Stopped and freed on one day: that day.
      const last = since < happenedOn ? addDays(happenedOn, -1) : happenedOn;
      spells.push({ bank, scheme, first: since, last });
      since = undefined;
    }
    const next = changes[i + 1];
    if (next !== undefined && next.bank === bank && next.scheme === scheme) continue;
    if (since !== undefined) spells.push({ bank, scheme, first: since, last: undefined });
    since = undefined;
    by = { run: false, standing: false };
  }
  return spells;
}

const EXCEPTION: readonly Column<ExceptionView>[] = [...EXCEPTION_COLUMNS, text('处理情况', endOf)];

function endOf({ left }: ExceptionView): string {
  if (left === null) return '已提示';
  return left === 0n ? '已勾对处理' : `仍有${grouped(yuan(left))}元待查`;
}

export async function exceptionTable({ db, scope }: ReportSource): Promise<ReportTable> {
  const rows = (await exceptionsRegister(db)).filter(
    ({ bookedOn, counterparty }) =>
      bookedOn >= scope.from &&
      bookedOn <= scope.on &&
      (scope.bank === undefined || counterparty === scope.bank),
  );
  return {
    name: '例外',
    source: 'exceptions.csv 中日期在期内的,处理情况截至账簿日期。',
    blocks: [block(EXCEPTION, rows)],
  };
}
