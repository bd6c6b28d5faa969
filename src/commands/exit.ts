/** Exit status of every command (files.md §5). */
export const EXIT = { done: 0, refused: 1, words: 2, failed: 3 } as const;

/** The command cannot go on: exit 3, with a sentence for whoever ran it. Nothing is half-applied. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** The command's own words are wrong: exit 2. */
export class WordsError extends Error {
  override readonly name = 'WordsError';
}

const SYSTEM: Readonly<Record<string, string>> = {
  ENOENT: '文件或文件夹不存在',
  ENOTDIR: '路径中有一段不是文件夹',
  EISDIR: '这是文件夹,不是文件',
  EACCES: '没有权限',
  EPERM: '没有权限',
  EROFS: '文件系统是只读的',
  ENOSPC: '磁盘已满',
  EDQUOT: '磁盘配额已满',
  EIO: '磁盘读写出错',
  EMFILE: '打开的文件过多',
  ECONNREFUSED: '连接不上(服务没有启动,或地址不对)',
  ENOTFOUND: '找不到主机',
  EADDRINUSE: '端口已被占用',
  ENOTFILE: '不是普通文件',
};

/** What an error says to whoever ran the command: the system's own in Chinese, with what it is about. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, path, address, port } = error as NodeJS.ErrnoException & { address?: string; port?: number };
  const words = code === undefined ? undefined : SYSTEM[code];
  if (words === undefined) return error.message;
  const about = path ?? (address === undefined ? undefined : `${address}:${port ?? ''}`);
  return `${about === undefined ? '' : `${about}:`}${words}(${code})`;
}
