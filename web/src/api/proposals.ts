import { ask, get, post, sendForm } from './client.js';
import type { Approved, Attachment, CheckedFile, NewConfirmation, NewProposal, Proposal } from './types.js';
import type { Sent } from './uploads.js';

export type ProposalKind = Proposal['kind'];
export type ProposedRow = Readonly<Record<string, string>>;

export const propose = (proposal: NewProposal): Promise<Proposal> => post('/proposals', proposal);
export const checkProposal = (proposal: NewProposal): Promise<CheckedFile> =>
  post('/proposals?check=1', proposal);
export const confirmItems = (confirmation: NewConfirmation): Promise<Proposal> =>
  post('/confirmations', confirmation);
export const checkConfirmation = (confirmation: NewConfirmation): Promise<CheckedFile> =>
  post('/confirmations?check=1', confirmation);

/** Confirmations are the bureau's proposals, under an address of their own. */
const place = (kind: ProposalKind, id: string): string =>
  `/${kind === 'confirmation' ? 'confirmations' : 'proposals'}/${encodeURIComponent(id)}`;

export const proposalOf = (kind: ProposalKind, id: string): Promise<Proposal> => get(place(kind, id));
export const approve = (kind: ProposalKind, id: string): Promise<Approved> =>
  post(`${place(kind, id)}/approve`);
export const sendBack = (kind: ProposalKind, id: string, remark: string): Promise<Proposal> =>
  post(`${place(kind, id)}/return`, { remark });
export const withdraw = (kind: ProposalKind, id: string): Promise<unknown> => ask('DELETE', place(kind, id));

export function attach(file: File, sent: Sent): Promise<Attachment> {
  const form = new FormData();
  form.append('file', file, file.name);
  return sendForm('/attachments', form, sent);
}
