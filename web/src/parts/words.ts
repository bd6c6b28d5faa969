/** `1234567.80` → `1,234,567.80`: as text, so that no fen is lost in a floating number. */
export function grouped(amount: string): string {
  const [, sign = '', whole = '', rest = ''] = /^([-−]?)(\d+)(\.\d+)?$/.exec(amount) ?? [];
  return whole === '' ? amount : `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${rest}`;
}

/** Sum of amounts in yuan with at most two decimals, exact. */
export function total(amounts: readonly (string | null | undefined)[]): string {
  const fen = amounts.reduce((sum, amount) => sum + fenOf(amount ?? ''), 0n);
  return yuanOf(fen);
}

/** `12.5` → 1250 fen; a text that is no amount counts as nothing. */
export function fenOf(amount: string): bigint {
  const [, sign = '', whole = '', cents = ''] = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(amount.trim()) ?? [];
  if (whole === '') return 0n;
  const fen = BigInt(whole) * 100n + BigInt(cents.padEnd(2, '0'));
  return sign === '-' ? -fen : fen;
}

export function yuanOf(fen: bigint): string {
  const size = fen < 0n ? -fen : fen;
  return `${fen < 0n ? '-' : ''}${size / 100n}.${String(size % 100n).padStart(2, '0')}`;
}

const CLOCK = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
});

/** An instant of the API as `2026-11-24 14:30:05` in Shanghai. */
export function moment(instant: string): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return instant;
  const parts = Object.fromEntries(CLOCK.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${parts['year']}-${parts['month']}-${parts['day']} ${parts['hour']}:${parts['minute']}:${parts['second']}`;
}

/** Kinds of files (文件类别), and of proposals, by key. */
export const KIND_WORDS: Readonly<Record<string, string>> = {
  filing: '备案',
  amendment: '变更',
  claim: '补偿申请',
  decision: '审核决定',
  correction: '冲正',
  standing: '资格',
  confirmation: '确认',
  recovery: '追偿回收',
  writeoff: '核销申请',
  statement: '账户流水',
  matching: '勾对',
};

/** States of files, uploads and proposals, as the API names them. */
const STATE_WORDS: Readonly<Record<string, string>> = {
  processed: '已处理',
  refused: '拒收',
  waiting: '待放行',
  released: '已放入收件箱',
  taken: '已收取',
  open: '待复核',
  approved: '已批准',
  returned: '退回经办',
  withdrawn: '已收回',
};
export const stateWord = (state: string): string => STATE_WORDS[state] ?? state;

/** A day as people type it, `2026-9-5`, `2026/9/5` or `20260905`, as `2026-09-05`; undefined for no day. */
export function dayOf(text: string): string | undefined {
  const [, year = '', month = '', date = ''] =
    /^(\d{4})(?:-|\/|年)?(\d{1,2})(?:-|\/|月)?(\d{1,2})日?$/.exec(text.trim()) ?? [];
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) ? day : undefined;
}

/** Days of a month, `2026-02` → 28. */
export const daysIn = (month: string): number =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();
