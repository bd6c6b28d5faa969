import { vi } from 'vitest';
import { main } from '../../src/cli.js';

/** Runs a command in this process, as its words are typed; gives back all that it said and its exit status. */
export async function command(...words: string[]): Promise<{ said: string; exit: number }> {
  let said = '';
  const hear = (text: string | Uint8Array): boolean => {
    said += String(text);
    return true;
  };
  const streams = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')];
  for (const stream of streams) stream.mockImplementation(hear);
  process.exitCode = undefined;
  await main(['node', 'riskpool', ...words]);
  for (const stream of streams) stream.mockRestore();
  return { said, exit: Number(process.exitCode ?? 0) };
}
