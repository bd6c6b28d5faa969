import { type FSWatcher, watch } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Says when something changes in an inbox: the system's notice (fs.watch) of its folder and of each sender's. Where there
 * is none, on some network file systems say, whoever waits is woken by the time that he gives.
 */
export class InboxWake {
  readonly #inbox: string;
  readonly #watchers = new Map<string, FSWatcher>();
  #changed = false;
  #wake = (): void => {};

  constructor(inbox: string) {
    this.#inbox = inbox;
  }

  /** Resolves at the next change, at once where there was one since the last call, and after so long in any case. */
  async wait(longestMs: number): Promise<void> {
    await this.#follow();
    if (!this.#changed) {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        timer = setTimeout(resolve, longestMs);
      });
      clearTimeout(timer);
    }
    this.#changed = false;
  }

  close(): void {
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  async #follow(): Promise<void> {
    const entries = await readdir(this.#inbox, { withFileTypes: true }).catch(() => []);
    const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'));
    const wanted = new Set([this.#inbox, ...folders.map(({ name }) => join(this.#inbox, name))]);
    for (const [path, watcher] of this.#watchers) if (!wanted.has(path)) this.#drop(path, watcher);
    for (const path of wanted) if (!this.#watchers.has(path)) this.#add(path);
  }

  #add(path: string): void {
    try {
      const watcher = watch(path, { persistent: false }, () => {
        this.#changed = true;
        this.#wake();
      });
      watcher.on('error', () => this.#drop(path, watcher));
      this.#watchers.set(path, watcher);
    } catch {
      // No notices for this folder (permission, too many watches): the regular look sees it.
    }
  }

  #drop(path: string, watcher: FSWatcher): void {
    watcher.close();
    this.#watchers.delete(path);
  }
}
