import { sendForm } from './client.js';
import type { CheckedFile, Uploaded } from './types.js';

/** Told what share of the file has been sent. */
export type Sent = (share: number) => void;

/** The real judgement of a file, nothing recorded. */
export const checkFile = (file: File, sent: Sent): Promise<CheckedFile> =>
  sendForm('/uploads?check=1', formOf(file), sent);

/** Puts the file's bytes, unchanged, on their way into the sender's inbox. */
export const sendFile = (file: File, sent: Sent): Promise<Uploaded> =>
  sendForm('/uploads', formOf(file), sent);

function formOf(file: File): FormData {
  const form = new FormData();
  form.append('file', file, file.name);
  return form;
}
