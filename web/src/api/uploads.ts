import { ask } from './client.js';
import type { CheckedFile, Uploaded } from './types.js';

/** The real judgement of a file, nothing recorded. */
export const checkFile = (file: File): Promise<CheckedFile> => ask('POST', '/uploads?check=1', formOf(file));

/** Puts the file's bytes, unchanged, on their way into the sender's inbox. */
export const sendFile = (file: File): Promise<Uploaded> => ask('POST', '/uploads', formOf(file));

function formOf(file: File): FormData {
  const form = new FormData();
  form.append('file', file, file.name);
  return form;
}
