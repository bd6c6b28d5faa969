import { leastFor, percent, type Ratio, yuanWords } from '../domain/money.js';
import { date, list, money, ratio, type Sheet, sheet, summed, text } from '../publish/sheet.js';
import type { Need } from '../rules/forecast.js';
import type { Forecast, SuspendedBank } from './forecast.js';
import type { ForeseenClaim } from './next-runs.js';

/** 预测 as sheets. */

const CLAIMS = sheet<ForeseenClaim, Forecast>({
  name: 'claims',
  title: '下次初审预测',
  rows: async (_, { claims }) => claims,
  columns: [
    date('初审日期', (c) => c.runOn),
    text('业务编号', (c) => c.claim.businessNo),
    text('政策类型', (c) => c.claim.scheme),
    text('银行', (c) => c.claim.bank),
    text('现状态', (c) => (c.claim.status === '待核' ? '待核(假定通过)' : c.claim.status)),
    summed('补偿金额', (c) => c.claim.amount),
    ratio('此前不良占比', (c) => ({ num: c.position.applied, den: c.position.filed }), 4),
    money('此前补偿净额', (c) => c.position.net),
    text('预计意见', (c) => c.opinion),
    text('使银行暂停', (c) => (c.suspends ? '是' : '')),
  ],
});

const SUSPENDED = sheet<SuspendedBank, Forecast>({
  name: 'suspended',
  title: '暂停银行恢复条件',
  rows: async (_, { suspended }) => suspended,
  columns: [
    text('银行', (s) => s.at.bank),
    text('政策类型', (s) => s.at.scheme),
    ratio('不良占比', (s) => ({ num: s.at.applied, den: s.at.filed }), 4),
    money('补偿净额', (s) => s.at.net),
    list('恢复条件', wordsToLift),
  ],
});

/** What frees a bank, in words with the exact sums. */
export function wordsToLift({ at, barred, lifted, join, needs, ratios }: SuspendedBank): string[] {
  const bar = barred ? ['资格被暂停,须托管机构报送资格恢复'] : [];
  if (lifted) return [...bar, '已在线内,下次初审即恢复'];
  const ways = needs.map((need) =>
    need.returned === undefined
      ? shareWords(need)
      : returnWords(need.returned, at.paid - at.returned, ratios),
  );
  return ways.length === 0 ? bar : [...bar, ways.join(join === 'and' ? ',或者' : ',并且')];
}

function shareWords({ lowered, filed }: Need): string {
  const more = `新增受理备案本金${yuanWords(filed ?? 0n)}`;
  if (lowered === undefined) return more;
  return `等候的申请在初审前收回本金${yuanWords(lowered)}(以其基数为限),或者${more}`;
}

/** @param left what of paid compensation has not come back: no more than that can */
function returnWords(returned: bigint, left: bigint, ratios: readonly Ratio[]): string {
  const cash = ratios.map((one) => `${percent(one, 2)}%的一笔须收回${yuanWords(leastFor(returned, one))}`);
  const short = returned > left ? [`已拨付未缴回的只有${yuanWords(left)},单靠缴回不够`] : [];
  const notes = [...(cash.length === 0 ? [] : [`补偿比例${cash.join('、')}`]), ...short];
  return `缴回到账${yuanWords(returned)}${notes.length === 0 ? '' : `(${notes.join(';')})`}`;
}

const WINDOWS = sheet<Forecast['windows'][number], Forecast>({
  name: 'windows',
  title: '申请截止日',
  rows: async (_, { windows }) => windows,
  columns: [
    date('申请截止日', (w) => w.closes),
    text('业务编号', (w) => w.businessNo),
    text('银行', (w) => w.bank),
    text('政策类型', (w) => w.scheme),
    text('借据编号', (w) => w.iouNo),
    summed('贷款本金', (w) => w.principal),
    date('合同到期日', (w) => w.maturesOn),
  ],
});

export const FORECAST_SHEETS: readonly Sheet<Forecast>[] = [CLAIMS, SUSPENDED, WINDOWS];
