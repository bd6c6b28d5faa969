import { columnName } from '../workbook/sheet-reader.js';
import { xmlText } from './xml-text.js';

/** 批注 on a cell: column from 0, row from 1. */
export interface CellComment {
  readonly column: number;
  readonly row: number;
  readonly text: string;
}

export function* commentsXml(comments: readonly CellComment[]): Generator<string> {
  yield '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>riskpool</author></authors><commentList>';
  for (const { column, row, text } of comments)
    yield `<comment ref="${columnName(column)}${row}" authorId="0"><text><t xml:space="preserve">${xmlText(text)}</t></text></comment>`;
  yield '</commentList></comments>';
}

/** The boxes that comments are shown in; spreadsheet programs want one for each. */
export function* drawingXml(comments: readonly CellComment[]): Generator<string> {
  yield '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">' +
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>' +
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>';
  for (const [i, { column, row }] of comments.entries())
    yield `<v:shape id="_x0000_s${1025 + i}" type="#_x0000_t202" style="position:absolute;width:260pt;height:90pt;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">` +
      '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>' +
      `<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${column + 1},15,${row - 1},2,${column + 5},15,${row + 5},2</x:Anchor>` +
      `<x:AutoFill>False</x:AutoFill><x:Row>${row - 1}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`;
  yield '</xml>';
}
