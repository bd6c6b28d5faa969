/** Configuration that must not be worked with: the program stops at the start. `reason` is for the operator. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly file: string;
  /** Line in the file, from 1; undefined where the file as a whole is meant. */
  readonly line: number | undefined;
  readonly reason: string;

  constructor(file: string, line: number | undefined, reason: string) {
    super(`配置文件${file}${line === undefined ? '' : `第${line}行`}:${reason}`);
    this.file = file;
    this.line = line;
    this.reason = reason;
  }
}
