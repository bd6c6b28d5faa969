import { KIND_ALIAS, type Kind } from '../domain/kinds.js';
import type { Policies, Policy } from '../domain/policy.js';
import { expectedWords } from '../io/cells.js';
import { type Column, wordsOf } from '../io/column.js';
import { columnsOf } from '../io/columns.js';
import type { OutCell, OutSheet } from '../io/workbook-out/layout.js';
import { WorkbookOut } from '../io/workbook-out/workbook-out.js';
import { examplesOf } from './examples.js';
import { displayWidth } from './text-table.js';

/** Rows of an empty template that have lists to choose from. */
const ROWS = 1_000;

/**
 * 报送模板 of a kind: a sheet to fill in, with the columns' headers and lists of the values there are; a sheet of
 * examples; a sheet that explains each column. The first is what is read when the workbook is dropped.
 */
export async function writeTemplate(path: string, kind: Kind, policies: Policies): Promise<void> {
  const columns = columnsOf(policies)[kind];
  const name = KIND_ALIAS[kind];
  const widths = columns.map(({ header }) => ({ width: Math.max(14, displayWidth(header) + 3) }));
  const sheets: OutSheet[] = [
    { name, title: name, columns: widths.map(({ width }) => ({ width, style: 'open' })) },
    { name: '示例', title: `${name}示例`, columns: widths },
    { name: '填写说明', title: `${name}填写说明`, columns: [24, 24, 30, 40, 60].map((width) => ({ width })) },
  ];
  const out = new WorkbookOut(path, sheets);
  try {
    await out.begin();
    await out.rows([columns.map(headerCell)]);
    await out.end({ lists: listsOf(columns) });
    await out.begin();
    await out.rows([
      columns.map(headerCell),
      ...examplesOf(firstOf(policies))[kind].map((row) =>
        columns.map(({ header, key }) => cell(row[header] ?? row[key])),
      ),
    ]);
    await out.end();
    await out.begin();
    await out.rows([
      EXPLAINED.map((text): OutCell => ({ style: 'header', text })),
      ...columns.map(explained),
    ]);
    await out.end();
  } catch (error) {
    await out.abort();
    throw error;
  }
  await out.close();
}

/** The scheme whose examples are shown. */
function firstOf({ inReadingOrder: [first] }: Policies): Policy {
  if (first === undefined) throw new Error('no policy is configured');
  return first;
}

const headerCell = ({ header, need }: Column): OutCell => ({
  style: need === 'R' ? 'required' : 'header',
  text: header,
});

const cell = (text: string | undefined): OutCell => ({
  style: 'text',
  ...(text === undefined ? {} : { text }),
});

function listsOf(columns: readonly Column[]) {
  return columns.flatMap(({ values }, column) =>
    values === undefined ? [] : [{ column, from: 2, to: ROWS + 1, values: wordsOf(values) }],
  );
}

const EXPLAINED = ['列名', '英文键(可代替列名)', '是否必填', '格式', '可选值'];

function explained(column: Column): OutCell[] {
  const { key, header, need, values } = column;
  const needed = need === 'R' ? '必填' : need === 'O' ? '可不填,列可省略' : need.words;
  const form = values === undefined ? expectedWords(column) : '从下拉列表中选择';
  const words = values === undefined ? '' : values.map(({ text }) => text).join('、');
  return [header, key, needed, form, words].map((text): OutCell => ({ style: 'longText', text }));
}
