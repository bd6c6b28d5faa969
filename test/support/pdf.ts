import { execFileSync } from 'node:child_process';
import { findProgram } from './programs.js';

/** The pages of a PDF as text, as a program that is not ours reads them. */
export function pagesOf(path: string): string[] {
  const pdftotext = findProgram('pdftotext', 'poppler-utils');
  const text = execFileSync(pdftotext, ['-layout', '-enc', 'UTF-8', path, '-'], { encoding: 'utf8' });
  return text.split('\f').slice(0, -1);
}

/** A page's text without the spaces that its layout puts between words. */
export const squeezed = (page: string): string => page.replace(/\s+/g, '');
