import { columnName } from '../workbook/sheet-reader.js';
import type { ListRange, OutSheet, SheetExtras } from './layout.js';
import { styleNumber } from './styles.js';
import { xmlText } from './xml-text.js';

const NAMESPACES =
  'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

/** What stands before the rows: one page wide when printed, the header row always in view. */
export function sheetStart(sheet: OutSheet): string {
  const columns = sheet.columns.map(({ width, style }, i) => {
    const looks = style === undefined ? '' : ` style="${styleNumber(style)}"`;
    return `<col min="${i + 1}" max="${i + 1}" width="${width}"${looks} customWidth="1"/>`;
  });
  const { headerRow = 1 } = sheet;
  return (
    `<worksheet ${NAMESPACES}><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>` +
    `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${headerRow}" topLeftCell="A${headerRow + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
    `<sheetFormatPr defaultRowHeight="15"/><cols>${columns.join('')}</cols><sheetData>`
  );
}

/** What stands behind them, in the order that the format demands. */
export function sheetEnd(sheet: OutSheet, { filterTo, lists = [], comments = [] }: SheetExtras): string {
  return [
    '</sheetData>',
    sheet.locked === true ? PROTECTION : '',
    filterTo === undefined
      ? ''
      : `<autoFilter ref="A${sheet.headerRow ?? 1}:${columnName(sheet.columns.length - 1)}${filterTo}"/>`,
    lists.length === 0
      ? ''
      : `<dataValidations count="${lists.length}">${lists.map(listXml).join('')}</dataValidations>`,
    '<pageMargins left="0.4" right="0.4" top="0.7" bottom="0.7" header="0.3" footer="0.3"/>',
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
    `<headerFooter><oddHeader>&amp;C${printed(sheet.title)}</oddHeader><oddFooter>&amp;C第 &amp;P 页,共 &amp;N 页</oddFooter></headerFooter>`,
    comments.length === 0 ? '' : '<legacyDrawing r:id="rId1"/>',
    '</worksheet>',
  ].join('');
}

/** No password: it keeps from slips, not from people. Rows may be taken out, columns made wider. */
const PROTECTION =
  '<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0" deleteRows="0" sort="0" autoFilter="0"/>';

/** An ampersand begins a field in a page's header. */
const printed = (title: string): string => xmlText(title.replaceAll('&', '&&'));

function listXml({ column, from, to, values }: ListRange): string {
  const name = columnName(column);
  // Another value is not kept out: what is wrong with it, the receipt says.
  return (
    `<dataValidation type="list" allowBlank="1" showInputMessage="1" sqref="${name}${from}:${name}${to}">` +
    `<formula1>"${xmlText(values.join(','))}"</formula1></dataValidation>`
  );
}
