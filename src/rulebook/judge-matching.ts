import { amountFromText } from '../domain/money.js';
import type { Reference } from '../domain/reference.js';
import { judgeMatching, type MatchTarget } from '../rules/matching/judge.js';
import { matchingRow } from '../stages/rows.js';
import { casePeople } from './case-people.js';
import type { Given } from './given.js';
import { changed, formed } from './good-row.js';
import { type Judged, judged } from './judged.js';
import type { Case, Row, Tables } from './table.js';

const LINE_KEYS = ['收支方向', '待查款', '银行'];
const TARGET_KEYS = ['类别', '银行', '未了结', '核销在办', '状态', '收支方向'];

/** 勾对: a booked line, what it is to be matched with, and what is matched between the two. */
export function judgeMatchingCase(one: Case, given: Given, tables: Tables, reference: Reference): Judged {
  const people = casePeople(one, given);
  const line = given.item('流水', LINE_KEYS);
  const target = given.item('对应', TARGET_KEYS);
  const matched = amountFromText(given.text('已勾对') ?? '0');
  const form = formed('matching', changed(tables, '勾对', one.base, one.row), reference.policies);
  if (form.values === undefined) return judged(form.findings);
  const row = matchingRow(form.values);
  const looked = line && {
    direction: directionOf(line),
    suspense: amountFromText(line['待查款'] ?? '0'),
    bank: line['银行'],
  };
  return judged(judgeMatching(row, looked, target && targetOf(target, row.target), matched, people));
}

const directionOf = (row: Row): '收' | '支' => (row['收支方向'] === '支' ? '支' : '收');

function targetOf(target: Row, named: string): MatchTarget {
  const open = amountFromText(target['未了结'] ?? '0');
  switch (target['类别']) {
    case '缴回通知':
      return {
        kind: 'clawback',
        bank: target['银行'] ?? 'ICBC',
        open,
        writtenOff: target['核销在办'] === '是',
      };
    case '补偿': {
      const status = target['状态'] ?? '已拨付';
      return { kind: 'claim', status, paid: ['已拨付', '已核销'].includes(status), open };
    }
    case '流水':
      return { kind: 'line', direction: directionOf(target), suspense: open };
    case '用途':
      return { kind: 'word', word: named };
    default:
      throw new Error('对应的类别应为缴回通知、补偿、流水或用途');
  }
}
