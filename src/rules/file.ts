import { KINDS } from '../domain/kinds.js';
import type { Rule } from './rule.js';

/** Refusals of a whole file (拒收). They rest on the file interface, not on an article. */

function refuse(code: string, title: string, reading: string, remedy: string, parameters: string[]): Rule {
  return {
    code,
    title,
    severity: 'refuse',
    articles: {},
    quotes: {},
    reading,
    remedy,
    parameters,
    kinds: KINDS,
  };
}

export const FILE_SENDER = refuse(
  'FILE-SENDER',
  '发送方不对',
  '由收件文件夹而不是文件内容确定发送方,银行只能为自己报送;不认识的文件夹,或该发送方无权报送的文件种类,整份拒收。',
  '核对收件文件夹和文件种类:备案、补偿申请、追偿回收、核销申请由银行报送,审核决定由托管机构,确认由财政国资局,账户流水由专户开户行。',
  ['banks.csv'],
);

export const FILE_NAME = refuse(
  'FILE-NAME',
  '文件名不对',
  '文件名应为“种类[-任意文字].csv”,种类用中文名或英文名;含路径分隔符、控制字符或超长的文件名拒收。',
  '按“备案-2026Q1.csv”这样的形式改名后重新报送。',
  ['limits.yaml'],
);

export const FILE_LIMIT = refuse(
  'FILE-LIMIT',
  '文件过大',
  '文件字节数、行数、单个单元格的字符数有上限,超过任何一项整份拒收,以免一份文件拖住其他银行。',
  '拆成几份文件报送。',
  ['limits.yaml'],
);

export const FILE_ENCODING = refuse(
  'FILE-ENCODING',
  '编码不认识',
  '先按UTF-8、再按GB18030严格解码,都不成立的拒收,不猜。',
  '在Excel中另存为“CSV UTF-8(逗号分隔)”后重新报送。',
  [],
);

export const FILE_CONTROL = refuse(
  'FILE-CONTROL',
  '与标志文件不符',
  '约定使用标志文件(文件名.ok)的发送方,标志文件写明的行数、金额合计或SHA-256与文件不符的,可能漏传或传错,整份拒收。',
  '核对文件和标志文件,更正后换一个文件名重新报送。',
  ['limits.yaml'],
);

export const FILE_DUPLICATE = refuse(
  'FILE-DUPLICATE',
  '文件重复',
  '同一发送方报送过内容完全相同、且其中有行受理或待核的文件,再来一次拒收,免得重复入账。',
  '无需处理;如要更正,改好内容再报送。',
  [],
);

export const FILE_CSV = refuse(
  'FILE-CSV',
  'CSV格式不对',
  '引号没有配对、引号出现在不该出现的地方、文件中有空字符(NUL)的,无法可靠分列,整份拒收。',
  '检查提示的行,重新从系统导出CSV后报送。',
  [],
);

export const FILE_HEADER = refuse(
  'FILE-HEADER',
  '表头不对',
  '缺少必需的列、有不认识的列或列名重复的拒收;列的次序不限,列名用中文名或英文键。',
  '按文件接口的列名更正表头后重新报送。',
  [],
);

export const FILE_EMPTY = refuse(
  'FILE-EMPTY',
  '没有数据行',
  '只有表头或完全空白的文件拒收,免得把漏报当成已报。',
  '确认导出的内容后重新报送;本期没有数据的不用报送。',
  [],
);
