/** How cells look, by name; a style's number is its place here. */
const STYLES = {
  plain: {},
  header: { font: 1, fill: 2, border: 1, wrap: true, center: true },
  text: { format: 49 },
  longText: { format: 49, wrap: true },
  money: { format: 4 },
  date: { format: 164 },
  ratio: { format: 10 },
  ratio4: { format: 165 },
  count: { format: 1 },
  total: { font: 1, border: 2 },
  totalMoney: { font: 1, border: 2, format: 4 },
  /** 待更正的单元格: the only ones that can be written into on a protected sheet. */
  mend: { fill: 3, border: 1, format: 49, wrap: true, open: true },
  /** A whole column of a template. */
  open: { format: 49, open: true },
  required: { font: 1, fill: 4, border: 1, wrap: true, center: true },
  totalCount: { font: 1, border: 2, format: 1 },
  totalRatio: { font: 1, border: 2, format: 10 },
  title: { font: 2 },
} as const satisfies Readonly<Record<string, Style>>;

interface Style {
  readonly font?: number;
  readonly fill?: number;
  readonly border?: number;
  readonly format?: number;
  readonly wrap?: boolean;
  readonly center?: boolean;
  readonly open?: boolean;
}

export type StyleName = keyof typeof STYLES;

const NUMBERS = new Map(Object.keys(STYLES).map((name, i) => [name, i]));

export const styleNumber = (name: StyleName): number => NUMBERS.get(name) ?? 0;

export const isWrapped = (name: StyleName): boolean => (STYLES[name] as Style).wrap === true;

/** xl/styles.xml, the same for every workbook of ours. */
export function stylesXml(): string {
  const font = (bold: string, points = 10) =>
    `<font>${bold}<sz val="${points}"/><name val="宋体"/><charset val="134"/></font>`;
  const fill = (colour: string) =>
    `<fill><patternFill patternType="solid"><fgColor rgb="FF${colour}"/></patternFill></fill>`;
  const line =
    '<left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/><diagonal/>';
  return (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="0.0000%"/></numFmts>' +
    `<fonts count="3">${font('')}${font('<b/>')}${font('<b/>', 14)}</fonts>` +
    `<fills count="5"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${fill('D9E1F2')}${fill('FFF2CC')}${fill('FCE4D6')}</fills>` +
    `<borders count="3"><border><left/><right/><top/><bottom/><diagonal/></border><border>${line}</border><border><left/><right/><top style="thin"/><bottom style="double"/><diagonal/></border></borders>` +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    `<cellXfs count="${NUMBERS.size}">${Object.values(STYLES).map(xf).join('')}</cellXfs>` +
    '<cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
  );
}

function xf({ font = 0, fill = 0, border = 0, format = 0, wrap, center, open }: Style): string {
  const apply =
    `numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0"` +
    ' applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1"';
  const alignment = `<alignment vertical="center"${center === true ? ' horizontal="center"' : ''}${wrap === true ? ' wrapText="1"' : ''}/>`;
  return `<xf ${apply}>${alignment}<protection locked="${open === true ? 0 : 1}"/></xf>`;
}
