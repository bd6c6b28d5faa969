import type { ErrorAnswer } from './schemas/common.js';

/** An answer that is not "done": its status and its body, with a sentence for the person at the page. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  readonly answer: ErrorAnswer;

  constructor(status: number, answer: ErrorAnswer) {
    super(answer.code);
    this.status = status;
    this.answer = answer;
  }
}

export const noSession = () =>
  new Refused(401, { code: 'NO-SESSION', message: '没有登录或会话已结束,请重新登录。' });

export const forbidden = () =>
  new Refused(403, { code: 'FORBIDDEN', message: '您的角色不能做这件事。需要时请联系管理员。' });

export const fourEyes = () =>
  new Refused(403, { code: 'FOUR-EYES', message: '这是您本人经办的,须由另一个人复核。' });

/** Not there, or not yours: the same words, so that nobody learns which. */
export const notFound = () => new Refused(404, { code: 'NOT-FOUND', message: '没有找到。请核对编号。' });

/** Somebody was first. */
export const conflict = (message: string, by?: string, at?: string) =>
  new Refused(409, {
    code: 'CONFLICT',
    message,
    ...(by === undefined ? {} : { by }),
    ...(at === undefined ? {} : { at }),
  });

export const tooLarge = (bytes: number) =>
  new Refused(413, {
    code: 'TOO-LARGE',
    message: `文件超过${Math.floor(bytes / 1024 / 1024)}MiB,已停止接收。请拆分后重新报送。`,
  });

/** @param until when the same may be tried again */
export const tooMany = (until: Date) =>
  new Refused(429, {
    code: 'TOO-MANY',
    message: `操作太频繁。请在${shanghaiTime(until)}以后再试。`,
    until: until.toISOString(),
  });

/** 14:30:05 in Shanghai. */
export const shanghaiTime = (moment: Date): string =>
  moment.toLocaleTimeString('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false });

/** @param fields a sentence for each field, by its path */
export const invalid = (message: string, fields?: Readonly<Record<string, string>>) =>
  new Refused(422, { code: 'INVALID', message, ...(fields === undefined ? {} : { fields }) });
