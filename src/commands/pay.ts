import { join } from 'node:path';
import type { Command } from 'commander';
import type { Db } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import { yuanWords } from '../domain/money.js';
import { writeWhole } from '../io/out.js';
import { kept } from '../ledger/records/kept.js';
import { ordersOf, type PaymentOrder } from '../ledger/records/payment-orders.js';
import { type HeldBack, orderPayments } from '../publish/order-payments.js';
import { pain001 } from '../publish/pain001.js';
import { CommandError, EXIT, WordsError } from './exit.js';
import { lookedAt } from './past-books.js';
import { configurationFor, dateOption, openKeptBooks, outputsFor, type PlaceOptions } from './place.js';
import { say } from './say.js';

interface PayOptions extends PlaceOptions {
  readonly on?: IsoDate;
  readonly again?: string;
}

export function addPay(program: Command): void {
  program
    .command('pay')
    .description('把已确认、尚未指令的拨付写成支付指令文件(ISO 20022 pain.001),每笔只指令一次,记入账簿')
    .option('--on <date>', '指令日期,含到这一天为止的确认(缺省:账簿最后处理的日期)', dateOption)
    .option('--again <message>', '按编号重写一份已有的指令文件(内容不变),不产生新的指令')
    .option('--out <dir>', '写在其中的payments(缺省:账簿所用的输出目录)')
    .option('--data <dir>', '账簿所在目录(未设DATABASE_URL时)')
    .option('--config <dir>', '配置目录,取收付款账户(缺省:账簿所用的)')
    .action(async (options: PayOptions) => {
      process.exitCode = await runPay(options);
    });
}

async function runPay(options: PayOptions): Promise<number> {
  if (options.out === '') throw new WordsError('--out是空的,应为输出目录。');
  const db = await openKeptBooks(options);
  try {
    const { rehearsal } = await kept(db);
    if (rehearsal !== undefined) throw new CommandError('这是演练账簿,不能写支付指令。');
    const out = await outputsFor(db, options);
    if (options.again !== undefined) return await again(db, out, options.again);
    const { asOf } = await lookedAt(db, options.on);
    const { reference } = await configurationFor(db, options);
    const { orders, heldBack } = await orderPayments(db, asOf, reference);
    if (orders.length === 0) say(`到${asOf}为止没有可指令的拨付。\n`);
    else await write(out, orders);
    tellHeldBack(heldBack);
    return heldBack.length > 0 ? EXIT.refused : EXIT.done;
  } finally {
    await db.close();
  }
}

async function again(db: Db, out: string, message: string): Promise<number> {
  const orders = await ordersOf(db, message);
  if (orders.length === 0) throw new WordsError(`没有编号为"${message}"的支付指令。`);
  await write(out, orders);
  return EXIT.done;
}

async function write(out: string, orders: readonly PaymentOrder[]): Promise<void> {
  const path = join(out, 'payments', `${orders[0]?.message}.xml`);
  await writeWhole(path, pain001(orders));
  const total = yuanWords(orders.reduce((sum, { amount }) => sum + amount, 0n));
  say(`支付指令${orders[0]?.message}:${orders.length}笔,${total},写在${path}\n`);
}

function tellHeldBack(heldBack: readonly HeldBack[]): void {
  for (const { businessNo, why } of heldBack) say(`未指令 ${businessNo}:${why}\n`);
}
