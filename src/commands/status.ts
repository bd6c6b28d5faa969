import type { Command } from 'commander';
import type { Db } from '../db/db.js';
import { shanghaiDate } from '../domain/dates.js';
import { yuan } from '../domain/money.js';
import { oneLine } from '../domain/quotable.js';
import type { Reference } from '../domain/reference.js';
import { kept } from '../ledger/records/kept.js';
import { recoveriesBeforePayment } from '../ledger/views/early-recoveries.js';
import { attention, givenUp, type InHand, inHand, lastRuns, stageAges } from '../ledger/views/status.js';
import { clockStop, lastSeen, type WatchSeen } from '../ledger/work/service-facts.js';
import { type Deadlines, deadlines } from '../operations/deadlines.js';
import { type Overdue, overdue } from '../operations/overdue.js';
import { stopSentence } from '../services/clock-guard.js';
import { EXIT } from './exit.js';
import { configurationFor, openKeptBooks, type PlaceOptions } from './place.js';
import { say } from './say.js';

const STATES: Readonly<Record<string, string>> = {
  recorded: '待处理',
  committed: '已入账,待写回执',
  receipted: '已出回执,待写当日输出',
  failed: '已放弃',
  waiting: '收件目录中未报齐',
  watch: '看管进程无动静',
};
const MOST = 20;

export function addStatus(program: Command): void {
  program
    .command('status')
    .description('队列、在办文件、定时任务和各银行期限')
    .option('--data <dir>', '账簿所在目录(未设DATABASE_URL时)')
    .option('--config <dir>', '配置目录(缺省:账簿所用的)')
    .action(async (options: PlaceOptions) => {
      process.exitCode = await runStatus(options);
    });
}

async function runStatus(options: PlaceOptions): Promise<number> {
  const db = await openKeptBooks(options);
  try {
    const { reference } = await configurationFor(db, options);
    const { rehearsal } = await kept(db);
    const mark = rehearsal === undefined ? [] : [`演练    这是演练账簿(曾用--future处理到${rehearsal})`];
    const lines = [...mark, ...(await work(db)), ...(await waiting(db)), ...(await calendar(db, reference))];
    say(`${lines.map(oneLine).join('\n')}\n`);
    return EXIT.done;
  } finally {
    await db.close();
  }
}

async function work(db: Db): Promise<string[]> {
  const { queueDepth } = await import('../services/run-service.js');
  const [stages, seen, stop, hand, failed, depth] = await Promise.all([
    stageAges(db),
    lastSeen(db),
    clockStop(db),
    inHand(db, MOST),
    givenUp(db, MOST),
    queueDepth(db),
  ]);
  const stopped = stop === undefined ? (seen?.stopped ?? null) : stopSentence(stop);
  const counts = stages.map(
    ({ state, count, oldest }) => `${STATES[state]}${count}件(最久${duration(oldest)})`,
  );
  return [
    `队列    ${depth}`,
    `待办    ${counts.join(',') || '没有'}`,
    `收件    ${seen === undefined ? '看管进程没有运行过' : `${seen.waiting}份未报齐或迟到,${seen.at}看过`}`,
    ...(stopped === null ? [] : [`停止    ${stopped}`]),
    ...(seen?.troubles ?? []).map(troubleLine),
    ...overdue(stages, seen, Date.now()).map(lateLine),
    ...hand.map(handLine),
    ...failed.map((one) => `${handLine(one)};放弃原因:${one.reason ?? '没有留下'}`),
  ];
}

function handLine(one: InHand): string {
  const what =
    one.task === 'date' ? `${one.receivedOn}的当日输出` : `${one.sender}/${one.name}(${one.receivedOn}收到)`;
  const tries = one.tries > 1 ? `,第${one.tries}次` : '';
  const by = one.claimedBy === null ? '' : `,${one.claimedBy}`;
  const reason = one.reason === null || one.state === 'failed' ? '' : `,上次未成:${one.reason}`;
  return `  #${one.id} ${what} ${STATES[one.state] ?? one.state} ${duration(one.age)}${tries}${by}${reason}`;
}

const REASONS: Readonly<Record<string, string>> = { EACCES: '没有权限', EPERM: '没有权限', EIO: '读取出错' };

function troubleLine({ sender, name, code, tries, since }: WatchSeen['troubles'][number]): string {
  const what = name === '' ? `文件夹${sender}` : `${sender}/${name}`;
  return `收不了  ${what}:${REASONS[code] ?? '不能读取'}(${code}),${since}起试过${tries}次,不影响其他发送方`;
}

const lateLine = ({ stage, seconds, longest }: Overdue): string =>
  `超时    ${STATES[stage] ?? stage}已${duration(seconds)},应不超过${duration(longest)},请查看`;

/** Recoveries before payment that somebody should look at. */
async function doubtful(db: Db): Promise<string[]> {
  const early = await recoveriesBeforePayment(db);
  if (early.length === 0) return [];
  const numbers = early.slice(0, MOST).map(({ businessNo }) => businessNo);
  const more = early.length > MOST ? '等' : '';
  return [
    `回收    ${early.length}笔拨付前的追偿回收请核对(其中本金为0,或回收日早于申请):${numbers.join('、')}${more}`,
  ];
}

/** What waits for the custodian, as of this moment. */
async function waiting(db: Db): Promise<string[]> {
  const { filings, claims, amendments, exceptions, suspenseLines, suspense } = await attention(db);
  const pending = filings + claims + amendments;
  return [
    `待核    ${pending === 0 ? '没有' : `备案${filings}笔,补偿申请${claims}笔,变更${amendments}笔`}`,
    ...(await doubtful(db)),
    `待查    ${suspenseLines === 0 ? '没有待查款' : `待查款${suspenseLines}笔流水,净额${yuan(suspense)}元`};例外${exceptions}条`,
  ];
}

async function calendar(db: Db, reference: Reference): Promise<string[]> {
  const today = shanghaiDate(Date.now());
  const runs = await lastRuns(db);
  const due = await deadlines(db, reference, today);
  const done = runs.map(({ scheme, on }) => `${reference.policies.of(scheme).name}${on}`);
  return [
    `初审    最近一次:${done.join(',') || '没有做过'};清算随初审写出`,
    `备案    本季截止${due.windowEnd ?? '(日历未覆盖)'},尚未备案的银行:${due.notFiled.join('、') || '没有'}`,
    ...claimLines(due),
    ...clawbackLines(due),
  ];
}

function claimLines({ claims }: Deadlines): string[] {
  if (claims.length === 0) return ['补偿    20个工作日内没有到期的申请期限'];
  return claims.map(
    ({ bank, scheme, closes, count }) => `补偿    ${bank} ${scheme} ${count}笔须在${closes}前申请`,
  );
}

function clawbackLines({ clawbacks }: Deadlines): string[] {
  if (clawbacks.length === 0) return ['缴回    没有未缴清的追偿款'];
  return clawbacks.map(
    ({ bank, dueOn, count, owed, late }) =>
      `缴回    ${bank} ${count}笔共${yuan(owed)}元,期限${dueOn ?? '(日历未覆盖)'}${late ? ',已逾期' : ''}`,
  );
}

function duration(seconds: number): string {
  if (seconds < 120) return `${seconds}秒`;
  if (seconds < 7_200) return `${Math.floor(seconds / 60)}分钟`;
  return seconds < 172_800 ? `${Math.floor(seconds / 3_600)}小时` : `${Math.floor(seconds / 86_400)}天`;
}
