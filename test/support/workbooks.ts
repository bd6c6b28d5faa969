import { readFile } from 'node:fs/promises';
import { unzipSync, type Zippable, zipSync } from 'fflate';

/** Workbooks as spreadsheet programs write them, part by part, for what a table of cells cannot say. */

export interface Parts {
  /** What stands in the worksheet's root element. */
  readonly sheet: string;
  readonly strings?: string;
  /** Format codes of the cell styles, style 0 first; a number is a built-in format. */
  readonly formats?: readonly (string | number)[];
  /** Attributes of `<workbookPr>`. */
  readonly properties?: string;
  readonly sheets?: string;
  /** Further parts of the file. */
  readonly more?: Zippable;
  readonly contentTypes?: string;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

export function workbook(parts: Parts): Buffer {
  const { sheet, strings = '', formats = ['General'], properties = '', more = {} } = parts;
  const sheets = parts.sheets ?? '<sheet name="表" sheetId="1" r:id="rId1"/>';
  const codes = formats.map((format, i) =>
    typeof format === 'number' ? '' : `<numFmt numFmtId="${200 + i}" formatCode="${format}"/>`,
  );
  const styles = formats.map(
    (format, i) => `<xf numFmtId="${typeof format === 'number' ? format : 200 + i}"/>`,
  );
  const relation = (id: number, type: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${REL}/${type}" Target="${target}"/>`;
  const relations = (list: string) =>
    `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list}</Relationships>`;
  return Buffer.from(
    zipSync({
      '[Content_Types].xml': bytes(`${HEAD}<Types>${parts.contentTypes ?? ''}</Types>`),
      '_rels/.rels': bytes(relations(relation(1, 'officeDocument', 'xl/workbook.xml'))),
      'xl/workbook.xml': bytes(
        `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${REL}"><workbookPr ${properties}/><sheets>${sheets}</sheets></workbook>`,
      ),
      'xl/_rels/workbook.xml.rels': bytes(
        relations(
          relation(1, 'worksheet', 'worksheets/sheet1.xml') +
            relation(2, 'worksheet', '/xl/worksheets/sheet2.xml') +
            relation(3, 'chartsheet', 'chartsheets/sheet1.xml') +
            relation(4, 'styles', 'styles.xml') +
            relation(5, 'sharedStrings', 'sharedStrings.xml'),
        ),
      ),
      'xl/styles.xml': bytes(
        `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts>${codes.join('')}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs>${styles.join('')}</cellXfs></styleSheet>`,
      ),
      'xl/sharedStrings.xml': bytes(`${HEAD}<sst xmlns="${MAIN}">${strings}</sst>`),
      'xl/worksheets/sheet1.xml': bytes(`${HEAD}<worksheet xmlns="${MAIN}">${sheet}</worksheet>`),
      'xl/worksheets/sheet2.xml': bytes(
        `${HEAD}<worksheet xmlns="${MAIN}">${sheetData([['第二张']])}</worksheet>`,
      ),
      ...more,
    }),
  );
}

const escaped = (text: string): string =>
  text.replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`).replaceAll('\r', '&#13;');

/** Rows of texts and numbers as the data of a worksheet; '' is no cell. */
export function sheetData(rows: readonly (readonly (string | number)[])[]): string {
  const cell = (value: string | number): string => {
    if (value === '') return '<c/>';
    if (typeof value === 'number') return `<c><v>${value}</v></c>`;
    return `<c t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
  };
  return `<sheetData>${rows.map((row) => `<row>${row.map(cell).join('')}</row>`).join('')}</sheetData>`;
}

/** The parts of a workbook as text; with `change`, the workbook again with parts changed. */
export async function partsOfWorkbook(
  path: string,
  change: (name: string, text: string) => string = (_, text) => text,
): Promise<Map<string, string> & { bytes: Uint8Array }> {
  const parts = Object.entries(unzipSync(await readFile(path))).map(([name, content]): [string, string] => [
    name,
    change(name, new TextDecoder().decode(content)),
  ]);
  const zipped = zipSync(Object.fromEntries(parts.map(([name, text]) => [name, bytes(text)])));
  return Object.assign(new Map(parts), { bytes: zipped });
}
