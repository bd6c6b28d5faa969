import type { FileDigest } from '../io/hash-file.js';
import { WholeFile } from '../io/whole-file.js';
import type { JudgedRow } from '../ledger/records/file-rows.js';
import type { FileRecord } from '../ledger/records/files.js';
import { csvSheetHead } from './csv-sheet.js';
import { RECEIPT_COLUMNS, ReceiptLines } from './receipt-lines.js';

type Begun = Pick<FileRecord, 'id' | 'receivedOn' | 'sender' | 'stem'>;

/**
 * A file's receipt.csv, written aside while the rows are taken and put in its place once the file was: the same bytes that
 * the books give, without reading them back. A crash before that leaves nothing but a temporary file, and the receipt is
 * made from the books.
 */
export class AsideReceipt {
  readonly #pathOf: (file: Begun) => string;
  #of: Begun | undefined;
  #file: WholeFile | undefined;
  readonly #lines = new ReceiptLines();

  /** @param pathOf where the receipt of a file belongs */
  constructor(pathOf: (file: Begun) => string) {
    this.#pathOf = pathOf;
  }

  begin(file: Begun): void {
    this.#of = file;
  }

  async rows(accepted: readonly Uint8Array[], judged: readonly JudgedRow[]): Promise<void> {
    if (this.#of === undefined) throw new Error('a receipt that was not begun');
    if (this.#file === undefined) {
      this.#file = await WholeFile.create(this.#pathOf(this.#of));
      await this.#file.write(csvSheetHead(RECEIPT_COLUMNS));
    }
    await this.#file.write(this.#lines.of(accepted, judged));
  }

  /** Puts the receipt in its place; undefined where it is not this file's, or holds nothing. */
  async finish(file: Begun): Promise<FileDigest | undefined> {
    const [own, begun] = [this.#file, this.#of];
    if (own === undefined || begun?.id !== file.id || begun.stem !== file.stem) {
      await this.abort();
      return undefined;
    }
    this.#file = undefined;
    return own.commit();
  }

  /** Gives up: nothing remains. */
  async abort(): Promise<void> {
    await this.#file?.abort();
    this.#file = undefined;
  }
}
