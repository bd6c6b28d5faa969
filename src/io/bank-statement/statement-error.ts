/** A bank's statement cannot be read (FILE-CSV); `message` is for the sender. */
export class StatementError extends Error {
  override readonly name = 'StatementError';
}

/** For a file that is not what its ending says. */
export const unreadable = (format: string, what: string): StatementError =>
  new StatementError(`文件不是可读取的${format}账户流水(${what})。请从银行系统重新导出,或改报CSV。`);
