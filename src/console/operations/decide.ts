import { z } from 'zod';
import { file, json, type Operation } from '../operation.js';
import { BUSINESS, type Role, SEE_ALL } from '../roles.js';
import { askedLimit, Check, Done, Remark } from '../schemas/common.js';
import * as s from '../schemas/decide.js';
import { Attachment } from '../schemas/files.js';

const MAKER: readonly Role[] = ['maker'];
const CHECKER: readonly Role[] = ['checker'];
const BUREAU: readonly Role[] = ['bureau'];
const APPROVER: readonly Role[] = ['bureau-approver'];
const SIGNERS: readonly Role[] = ['maker', 'checker'];

/** What is written by one and approved by another, and becomes a file. */
export const DECIDE_OPERATIONS: readonly Operation[] = [
  {
    id: 'propose',
    method: 'POST',
    path: '/api/proposals',
    summary: '提议审核决定、冲正、资格、勾对(check=1:只试算)',
    access: MAKER,
    query: Check,
    body: s.NewProposal,
    answer: json(s.ProposalAnswer, 201),
    heavy: true,
  },
  {
    id: 'proposal',
    method: 'GET',
    path: '/api/proposals/{id}',
    summary: '一份提议',
    access: SEE_ALL,
    answer: json(s.Proposal),
  },
  {
    id: 'approveProposal',
    method: 'POST',
    path: '/api/proposals/{id}/approve',
    summary: '批准:成为一份文件',
    access: CHECKER,
    answer: json(s.Approved),
  },
  {
    id: 'returnProposal',
    method: 'POST',
    path: '/api/proposals/{id}/return',
    summary: '退回经办',
    access: CHECKER,
    body: Remark,
    answer: json(s.Proposal),
  },
  {
    id: 'withdrawProposal',
    method: 'DELETE',
    path: '/api/proposals/{id}',
    summary: '收回自己的提议',
    access: MAKER,
    answer: json(Done),
  },
  {
    id: 'attach',
    method: 'POST',
    path: '/api/attachments',
    summary: '存一份附件(PDF、图片)',
    access: MAKER,
    upload: true,
    answer: json(Attachment, 201),
    heavy: true,
  },
  {
    id: 'attachment',
    method: 'GET',
    path: '/api/attachments/{digest}',
    summary: '一份附件',
    access: SEE_ALL,
    answer: file('application/octet-stream'),
  },
  {
    id: 'confirmQueue',
    method: 'GET',
    path: '/api/confirmable',
    summary: '等待确认的初审意见',
    access: SEE_ALL,
    answer: json(s.ConfirmQueue),
  },
  {
    id: 'confirmations',
    method: 'GET',
    path: '/api/confirmations',
    summary: '确认的草稿和已放行的',
    access: SEE_ALL,
    query: z.object({
      status: z.string().max(40).optional(),
      cursor: z.string().max(40).optional(),
      limit: askedLimit(200),
    }),
    answer: json(s.Confirmations),
  },
  {
    id: 'confirm',
    method: 'POST',
    path: '/api/confirmations',
    summary: '拟一份确认(check=1:只试算)',
    access: BUREAU,
    query: Check,
    body: s.NewConfirmation,
    answer: json(s.ProposalAnswer, 201),
    heavy: true,
  },
  {
    id: 'confirmation',
    method: 'GET',
    path: '/api/confirmations/{id}',
    summary: '一份确认',
    access: SEE_ALL,
    answer: json(s.Proposal),
  },
  {
    id: 'approveConfirmation',
    method: 'POST',
    path: '/api/confirmations/{id}/approve',
    summary: '放行:成为一份文件',
    access: APPROVER,
    answer: json(s.Approved),
  },
  {
    id: 'returnConfirmation',
    method: 'POST',
    path: '/api/confirmations/{id}/return',
    summary: '退回经办',
    access: APPROVER,
    body: Remark,
    answer: json(s.Proposal),
  },
  {
    id: 'withdrawConfirmation',
    method: 'DELETE',
    path: '/api/confirmations/{id}',
    summary: '收回自己拟的确认',
    access: BUREAU,
    answer: json(Done),
  },
  {
    id: 'opinionRuns',
    method: 'GET',
    path: '/api/opinion-runs',
    summary: '各次初审及其签发',
    access: BUSINESS,
    answer: json(s.OpinionRuns),
  },
  {
    id: 'sign',
    method: 'POST',
    path: '/api/opinions/{date}/sign',
    summary: '签发初审意见:先经办,后复核',
    access: SIGNERS,
    answer: json(s.OpinionRun),
  },
  {
    id: 'suggestions',
    method: 'GET',
    path: '/api/suggestions',
    summary: '勾对建议',
    access: SEE_ALL,
    answer: json(s.Suggestions),
  },
];
