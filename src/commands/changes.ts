import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { Db } from '../db/db.js';
import { type IsoDate, shanghaiDate } from '../domain/dates.js';
import { archivePath } from '../io/archive.js';
import type { Configuration } from '../io/config/load.js';
import { type KeptFacts, keep, recordChange } from '../ledger/records/kept.js';
import { archivedDigests } from '../ledger/views/archive.js';
import { WordsError } from './exit.js';

/** What kept books have, and what the command's words say. */
interface Asked {
  readonly own: Configuration | undefined;
  readonly named: Configuration | undefined;
  readonly facts: KeptFacts;
  readonly out: string;
  /** The archive that the books have, and the one that the words name. */
  readonly archive: { readonly own: string; readonly asked: string | undefined };
}

interface ChangeOptions {
  readonly changeConfig?: boolean;
  readonly changeOut?: boolean;
  readonly changeArchive?: boolean;
}

/** Options of every command that goes on with kept books. */
export function changeOptions(command: Command): Command {
  return command
    .option('--change-config', '本次--config与账簿所用的不同是有意的:从此改用它(记录日期)')
    .option('--change-out', '本次--out与账簿所用的不同是有意的:从此写到那里(记录日期)')
    .option('--archive <dir>', '存档目录(缺省:账簿所用的;新账簿在--data或--out目录下的archive)')
    .option('--change-archive', '本次--archive与账簿所用的不同是有意的:从此存到那里(记录日期)');
}

/**
 * Books remember their configuration, output folder and archive. Another one is refused with what differs, unless the words say
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
  await settleArchive(db, asked, options.changeArchive === true, on);
}

/** The archive that the words name, for books that begin and for those that go on; what was taken must be in it. */
async function settleArchive(db: Db, { facts, archive }: Asked, meant: boolean, on: IsoDate): Promise<void> {
  const { own, asked } = archive;
  if (asked === undefined || asked === own) return;
  if (facts.openedWith !== undefined) {
    if (!meant)
      throw new WordsError(
        `账簿的存档目录是${own},与--archive ${asked}不同。不写--archive即用账簿的;确要改到新目录请加--change-archive。`,
      );
    await demandArchived(db, own, asked);
    await recordChange(db, { on, what: 'archive', from: own, to: asked });
  }
  await keep(db, { archive: asked, archiveChosen: asked });
}

/** @throws WordsError where a file that was taken is not in the new archive */
async function demandArchived(db: Db, own: string, asked: string): Promise<void> {
  const digests = [...(await archivedDigests(db))].filter((sha256) => sha256 !== '');
  const missing = digests.filter((sha256) => !existsSync(archivePath(asked, sha256))).length;
  if (missing > 0)
    throw new WordsError(
      `${asked}中缺已收的${missing}份文件(共${digests.length}份)。请先把${own}的全部内容原样复制过去,再加--change-archive。`,
    );
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
