import { type Kind, senderOf } from '../domain/kinds.js';
import { quotable } from '../domain/quotable.js';
import type { Reference } from '../domain/reference.js';
import { parseFileName } from '../io/filename.js';
import type { DroppedFile } from '../io/inbox.js';
import type { Encoding, Inspection } from '../io/inspect.js';
import * as rule from '../rules/file.js';
import { Refusal } from './refusal.js';

const OTHER_SENDERS = new Set(['CUSTODIAN', 'BUREAU', 'ACCOUNT']);

/** Sender, name, and whether this sender may send this kind, in the contract's order. */
export function admissibleKind(file: DroppedFile, reference: Reference): Kind {
  const isBank = reference.agreements.isBank(file.sender);
  if (!isBank && !OTHER_SENDERS.has(file.sender)) {
    throw new Refusal(
      rule.FILE_SENDER,
      `发送方"${quotable(file.sender)}"不在合作银行名单中,也不是托管机构、财政国资局或专户开户行。`,
    );
  }
  if (file.problem !== undefined) throw new Refusal(rule.FILE_NAME, file.problem);
  const name = parseFileName(file.name, reference.limits);
  if ('problem' in name) throw new Refusal(rule.FILE_NAME, name.problem);
  const role = senderOf(name.kind);
  if (role === 'BANK' ? !isBank : file.sender !== role) {
    throw new Refusal(rule.FILE_SENDER, `发送方${file.sender}不能报送这类文件。请核对文件名和报送目录。`);
  }
  return name.kind;
}

/** Lines that a file may have for each row that it may have, where the configuration does not say how many. */
const LINES_PER_ROW = 2;

/** Size in bytes and lines, and whether it can be read: as text or as a workbook. @throws Refusal */
export function checkBytes(found: Inspection, reference: Reference): Encoding {
  const { bytes, rows, lines = LINES_PER_ROW * rows } = reference.limits;
  if (found.bytes > bytes) {
    throw new Refusal(rule.FILE_LIMIT, `文件大小${found.bytes}字节超过上限${bytes}字节。请拆分后重新报送。`);
  }
  if (found.lines > lines) {
    const message = `文件有${found.lines}行(含空行和单元格内的换行),超过上限${lines}行。请删去空行或拆分后重新报送。`;
    throw new Refusal(rule.FILE_LIMIT, message);
  }
  if (found.workbookFault !== undefined) throw new Refusal(rule.FILE_WORKBOOK, found.workbookFault);
  if (found.statementFault !== undefined) throw new Refusal(rule.FILE_CSV, found.statementFault);
  if (found.encoding === undefined) {
    throw new Refusal(
      rule.FILE_ENCODING,
      '文件编码既不是UTF-8也不是GB18030。请在Excel中另存为"CSV UTF-8"后重新报送。',
    );
  }
  return found.encoding;
}
