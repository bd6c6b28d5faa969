import type { OutSheet } from './layout.js';
import { stylesXml } from './styles.js';
import { xmlText } from './xml-text.js';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The parts that hold a workbook's sheets together, by name. */
export function partsOf(sheets: readonly OutSheet[], commented: readonly number[]): [string, string][] {
  const numbers = sheets.map((_, i) => i + 1);
  return [
    [
      '[Content_Types].xml',
      contentTypes(
        numbers,
        commented.map((i) => i + 1),
      ),
    ],
    ['_rels/.rels', relations([[`${OFFICE}/officeDocument`, 'xl/workbook.xml']])],
    ['xl/workbook.xml', workbookXml(sheets)],
    [
      'xl/_rels/workbook.xml.rels',
      relations([
        ...numbers.map((n): [string, string] => [`${OFFICE}/worksheet`, `worksheets/sheet${n}.xml`]),
        [`${OFFICE}/styles`, 'styles.xml'],
      ]),
    ],
    ['xl/styles.xml', HEAD + stylesXml()],
    ...commented.map((i): [string, string] => [
      `xl/worksheets/_rels/sheet${i + 1}.xml.rels`,
      relations([
        [`${OFFICE}/vmlDrawing`, `../drawings/vmlDrawing${i + 1}.vml`],
        [`${OFFICE}/comments`, `../comments${i + 1}.xml`],
      ]),
    ]),
  ];
}

function contentTypes(sheets: readonly number[], commented: readonly number[]): string {
  const part = (name: string, type: string) =>
    `<Override PartName="/xl/${name}" ContentType="${TYPE}.${type}+xml"/>`;
  return (
    `${HEAD}<Types xmlns="${PACKAGE}/content-types">` +
    `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>' +
    part('workbook.xml', 'sheet.main') +
    sheets.map((n) => part(`worksheets/sheet${n}.xml`, 'worksheet')).join('') +
    commented.map((n) => part(`comments${n}.xml`, 'comments')).join('') +
    `${part('styles.xml', 'styles')}</Types>`
  );
}

function relations(list: readonly (readonly [string, string])[]): string {
  const items = list.map(
    ([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${type}" Target="${target}"/>`,
  );
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${items.join('')}</Relationships>`;
}

/** The header of each sheet is printed again on every page. */
function workbookXml(sheets: readonly OutSheet[]): string {
  const list = sheets.map(
    ({ name }, i) => `<sheet name="${xmlText(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
  );
  const titles = sheets.map(
    ({ name, headerRow = 1 }, i) =>
      `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">'${xmlText(name.replaceAll("'", "''"))}'!$${headerRow}:$${headerRow}</definedName>`,
  );
  return (
    `${HEAD}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}">` +
    `<bookViews><workbookView/></bookViews><sheets>${list.join('')}</sheets><definedNames>${titles.join('')}</definedNames></workbook>`
  );
}
