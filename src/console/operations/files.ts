import { file, json, type Operation } from '../operation.js';
import { BUSINESS, OF_A_BANK, type Role } from '../roles.js';
import { Check, Done, Remark } from '../schemas/common.js';
import * as s from '../schemas/files.js';

const READ: readonly Role[] = [...BUSINESS, 'account'];
const SEND: readonly Role[] = ['bank', 'account'];
const OWN: readonly Role[] = [...OF_A_BANK, 'account'];
const RELEASE: readonly Role[] = ['bank-approver'];

/** Files that were taken, and files on their way. */
export const FILE_OPERATIONS: readonly Operation[] = [
  {
    id: 'file',
    method: 'GET',
    path: '/api/files/{id}',
    summary: '一份文件',
    access: READ,
    answer: json(s.TakenFile),
  },
  {
    id: 'fileRows',
    method: 'GET',
    path: '/api/files/{id}/rows',
    summary: '逐行回执',
    access: READ,
    query: s.FileRowsQuery,
    answer: json(s.FileRows),
  },
  ...(['receipt.csv', 'rejects.csv', 'rejects.xlsx', 'original'] as const).map(
    (output): Operation => ({
      id: `output:${output}`,
      method: 'GET',
      path: `/api/files/{id}/${output}`,
      summary: {
        'receipt.csv': '回执',
        'rejects.csv': '退回行',
        'rejects.xlsx': '退回行(工作簿)',
        original: '原文件',
      }[output],
      access: READ,
      answer: file('application/octet-stream'),
    }),
  ),
  {
    id: 'uploads',
    method: 'GET',
    path: '/api/uploads',
    summary: '本机构的上传',
    access: OWN,
    answer: json(s.Uploads),
  },
  {
    id: 'upload',
    method: 'POST',
    path: '/api/uploads',
    summary: '报送一份文件(check=1:试算)',
    access: SEND,
    query: Check,
    upload: true,
    answer: json(s.UploadAnswer, 202),
    heavy: true,
  },
  {
    id: 'oneUpload',
    method: 'GET',
    path: '/api/uploads/{id}',
    summary: '一次上传到了哪一步',
    access: OWN,
    answer: json(s.Upload),
  },
  {
    id: 'releaseUpload',
    method: 'POST',
    path: '/api/uploads/{id}/approve',
    summary: '放行同事的上传',
    access: RELEASE,
    answer: json(s.Upload),
  },
  {
    id: 'returnUpload',
    method: 'POST',
    path: '/api/uploads/{id}/return',
    summary: '退回同事的上传',
    access: RELEASE,
    body: Remark,
    answer: json(Done),
  },
  {
    id: 'releaseRules',
    method: 'GET',
    path: '/api/release-rules',
    summary: '哪些上传须第二人放行',
    access: ['admin', ...OF_A_BANK],
    answer: json(s.ReleaseRules),
  },
  {
    id: 'setReleaseRule',
    method: 'PUT',
    path: '/api/release-rules',
    summary: '改变一家银行一类文件是否须第二人放行',
    access: ['admin'],
    body: s.ReleaseRule,
    answer: json(s.ReleaseRules),
  },
];
