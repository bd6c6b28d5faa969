import { type Fen, yuanWords } from '../domain/money.js';

/** One part of the closing table. */
export interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

/** Yuan with separators: 1,234.50. */
export const money = (fen: Fen): string => yuanWords(fen).replace(/元$/, '');
export const count = (n: number): string => n.toLocaleString('en-US');

const MOST = 15;

/** The first lines, and where the others stand. */
export function atMost(lines: readonly string[], where: string): string[] {
  if (lines.length <= MOST + 1) return [...lines];
  return [...lines.slice(0, MOST), `  另有${count(lines.length - MOST)}行,见${where}`];
}
