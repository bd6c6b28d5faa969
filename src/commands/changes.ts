import type { Command } from 'commander';
import type { Db } from '../db/db.js';
import { shanghaiDate } from '../domain/dates.js';
import type { Configuration } from '../io/config/load.js';
import { type KeptFacts, keep, recordChange } from '../ledger/records/kept.js';
import { WordsError } from './exit.js';

/** What kept books have, and what the command's words say. */
interface Asked {
  readonly own: Configuration | undefined;
  readonly named: Configuration | undefined;
  readonly facts: KeptFacts;
  readonly out: string;
}

interface ChangeOptions {
  readonly changeConfig?: boolean;
  readonly changeOut?: boolean;
}

/** Options of every command that goes on with kept books. */
export function changeOptions(command: Command): Command {
  return command
    .option('--change-config', '本次--config与账簿所用的不同是有意的:从此改用它(记录日期)')
    .option('--change-out', '本次--out与账簿所用的不同是有意的:从此写到那里(记录日期)');
}

/**
 * Books remember their configuration and output folder. Another one is refused with what differs, unless the words say
 * that it is meant; then it is recorded with its date.
 * @throws WordsError
 */
export async function settle(db: Db, asked: Asked, options: ChangeOptions): Promise<void> {
  const on = shanghaiDate(Date.now());
  const { own, named, facts, out } = asked;
  if (own !== undefined && named !== undefined && own.reference.hash !== named.reference.hash) {
    if (options.changeConfig !== true) throw new WordsError(configDiffers(own, named));
    await recordChange(db, { on, what: 'config', from: own.reference.hash, to: named.reference.hash });
  }
  if (facts.out !== undefined && facts.out !== out) {
    if (options.changeOut !== true)
      throw new WordsError(
        `账簿的输出目录是${facts.out},与--out ${out}不同。不写--out即用账簿的;确要改到新目录请加--change-out。`,
      );
    await recordChange(db, { on, what: 'out', from: facts.out, to: out });
    await keep(db, { out });
  }
}

function configDiffers(own: Configuration, named: Configuration): string {
  const before = new Map(own.files.map(({ name, bytes }) => [name, Buffer.from(bytes)]));
  const after = new Map(named.files.map(({ name, bytes }) => [name, Buffer.from(bytes)]));
  const differing = [...new Set([...before.keys(), ...after.keys()])].filter((name) => {
    const a = before.get(name);
    const b = after.get(name);
    return a === undefined || b === undefined || !a.equals(b);
  });
  return (
    `--config与账簿所用的配置不同,不同的是${differing.join('、')}。` +
    '不写--config即用账簿的;确要从此改用新配置请加--change-config。'
  );
}
