import { KINDS } from '../domain/kinds.js';
import type { Rule } from './rule.js';

/** A row's form (行格式), the same for all kinds of file; the check itself is reading, not policy (io/row-form.ts). */

function reject(code: string, title: string, reading: string, remedy: string): Rule {
  return {
    code,
    title,
    severity: 'reject',
    articles: {},
    quotes: {},
    reading,
    remedy,
    parameters: [],
    kinds: KINDS,
  };
}

export const FMT_COLUMNS = reject(
  'FMT-COLUMNS',
  '单元格数与表头不符',
  '一行的单元格数多于或少于表头,后面的值就可能错位,只报这一项,不再检查其他内容。',
  '检查这一行的逗号和引号(文字里有逗号的要加引号),补齐或删去后重报。',
);

export const FMT_REQUIRED = reject(
  'FMT-REQUIRED',
  '必填项为空',
  '必填的列没有值,或者满足条件时必填的列(资质有效期、科创担保计划支持对象、银行自担风险比例)没有值;一行报一次,列出全部列名。',
  '补填说明中列出的列后重报。',
);

export const FMT_VALUE = reject(
  'FMT-VALUE',
  '值的格式不对',
  '日期、金额、比例、可选值、编号不符合该列的格式;一行报一次,列出全部不合格的列。除全角数字和首尾空白外不作任何猜测。',
  '按说明中的格式改正后重报。',
);

export const FMT_USCC = reject(
  'FMT-USCC',
  '统一社会信用代码不对',
  '统一社会信用代码为18位,第18位校验码按GB 32100-2015计算。',
  '按营业执照核对统一社会信用代码后重报。',
);
