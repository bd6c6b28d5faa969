import { posix } from 'node:path';
import { type NumberKind, numberKind } from './number-format.js';
import { broken, WorkbookError } from './workbook-error.js';
import { attributeOf, readXml, type XmlEvents } from './xml.js';
import type { Zip } from './zip.js';

/** What must be known of a workbook before its table is read. */
export interface Structure {
  /** The part of the first visible worksheet. */
  readonly sheet: string;
  /** Absent where no cell is text. */
  readonly sharedStrings: string | undefined;
  readonly from1904: boolean;
  /** By the number of a cell's style. */
  readonly kinds: readonly NumberKind[];
}

/** @throws WorkbookError where there is no visible sheet, or a part is missing or broken */
export async function readStructure(zip: Zip): Promise<Structure> {
  await refuseMacros(zip);
  const root = await relationsOf(zip, '');
  const workbook = root.find(({ type }) => type === 'officeDocument')?.target;
  if (workbook === undefined) throw broken('缺少工作簿部件');
  const relations = await relationsOf(zip, workbook);
  const { sheets, from1904 } = await readWorkbook(zip, workbook);
  // A chart sheet has a name and a place among the sheets, and no cells.
  const worksheets = relations.filter(({ type }) => type === 'worksheet');
  const visible = sheets.find(({ id, visible: seen }) => seen && worksheets.some((sheet) => sheet.id === id));
  const sheet = worksheets.find(({ id }) => id === visible?.id)?.target;
  if (sheet === undefined)
    throw new WorkbookError('工作簿没有可见的工作表。请取消隐藏要报送的工作表后重新报送。');
  const partOf = (wanted: string) => relations.find(({ type }) => type === wanted)?.target;
  const styles = partOf('styles');
  return {
    sheet,
    sharedStrings: partOf('sharedStrings'),
    from1904,
    kinds: styles === undefined ? [] : await readStyles(zip, styles),
  };
}

async function refuseMacros(zip: Zip): Promise<void> {
  await readXml(zip.read('[Content_Types].xml'), {
    ...NOTHING,
    open: (_, attributes) => {
      if (/macroEnabled/i.test(attributeOf(attributes(), 'ContentType') ?? ''))
        throw new WorkbookError('工作簿含有宏,不予接收。请另存为不含宏的.xlsx后重新报送。');
    },
  });
}

const NOTHING: XmlEvents = { open: () => {}, close: () => {}, text: () => {} };

interface Relation {
  readonly id: string;
  /** The last word of its address: `worksheet`, `styles` … */
  readonly type: string;
  readonly target: string;
}

/** What a part refers to; the workbook's own are those of the part ''. */
async function relationsOf(zip: Zip, part: string): Promise<Relation[]> {
  const folder = posix.dirname(part);
  const found: Relation[] = [];
  await readXml(zip.read(posix.join(folder, '_rels', `${posix.basename(part)}.rels`)), {
    ...NOTHING,
    open: (name, attributes) => {
      const attribute = (key: string) => attributeOf(attributes(), key);
      if (name !== 'Relationship' || attribute('TargetMode') === 'External') return;
      const target = attribute('Target') ?? '';
      found.push({
        id: attribute('Id') ?? '',
        type: posix.basename(attribute('Type') ?? ''),
        target: target.startsWith('/') ? target.slice(1) : posix.join(folder, target),
      });
    },
  });
  return found;
}

interface Sheets {
  readonly sheets: { readonly id: string; readonly visible: boolean }[];
  from1904: boolean;
}

async function readWorkbook(zip: Zip, part: string): Promise<Sheets> {
  const read: Sheets = { sheets: [], from1904: false };
  await readXml(zip.read(part), {
    ...NOTHING,
    open: (name, attributes) => {
      const attribute = (key: string) => attributeOf(attributes(), key);
      if (name === 'workbookPr') read.from1904 = /^(1|true|on)$/.test(attribute('date1904') ?? '');
      if (name !== 'sheet') return;
      const visible = (attribute('state') ?? 'visible') === 'visible';
      read.sheets.push({ id: attribute('id') ?? '', visible });
    },
  });
  return read;
}

async function readStyles(zip: Zip, part: string): Promise<NumberKind[]> {
  const codes = new Map<number, string>();
  const kinds: NumberKind[] = [];
  let inCells = false;
  await readXml(zip.read(part), {
    ...NOTHING,
    open: (name, attributes) => {
      const attribute = (key: string) => attributeOf(attributes(), key);
      const id = Number(attribute('numFmtId') ?? 0);
      if (name === 'numFmt') codes.set(id, attribute('formatCode') ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) kinds.push(numberKind(id, codes.get(id)));
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return kinds;
}
