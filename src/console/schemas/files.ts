import { z } from 'zod';
import { askedLimit, day, moment, word } from './common.js';

/** A file as it was taken (收到的文件). */
export const TakenFile = z
  .object({
    id: z.int(),
    received_on: day,
    sender: z.string(),
    name: z.string(),
    kind: z.string().nullable(),
    sha256: z.string(),
    bytes: z.int(),
    encoding: z.string().nullable(),
    status: z.enum(['processed', 'refused']),
    code: z.string().nullable(),
    message: z.string().nullable(),
    rows: z.int(),
    accepted: z.int(),
    rejected: z.int(),
    referred: z.int(),
    columns: z
      .array(z.object({ key: z.string().nullable(), header: z.string() }))
      .describe('文件自己的列;key为接口列名,不认识的为null'),
    codes: z.array(z.object({ code: z.string(), rows: z.int() })).describe('各代码的行数'),
    outputs: z.array(z.enum(['receipt.csv', 'rejects.csv', 'rejects.xlsx', 'original'])),
  })
  .meta({ id: 'TakenFile' });
export type TakenFile = z.infer<typeof TakenFile>;

export const FindingAnswer = z
  .object({
    code: z.string(),
    message: z.string(),
    article: z.string(),
    column: z.string().nullable().describe('所说的列(接口列名);null:说的是整行'),
  })
  .meta({ id: 'Finding' });

export const FileRow = z
  .object({
    row_no: z.int(),
    result: z.enum(['受理', '退回', '待核']),
    business_no: z.string(),
    iou_no: z.string(),
    findings: z.array(FindingAnswer),
    cells: z.array(z.string()).nullable().describe('发送方自己的单元格;只保留退回行的'),
  })
  .meta({ id: 'FileRow' });
export type FileRow = z.infer<typeof FileRow>;
export const FileRows = z
  .object({ items: z.array(FileRow), next: z.string().nullable() })
  .meta({ id: 'FileRows' });

export const FileRowsQuery = z.object({
  result: z.enum(['受理', '退回', '待核']).optional(),
  code: z.string().max(40).optional(),
  cursor: z.string().max(400).optional(),
  limit: askedLimit(500),
});

/** What a file would come to: the real judgement, nothing recorded (试算). */
export const CheckedFile = z
  .object({
    file: z.string(),
    status: z.enum(['processed', 'refused']),
    code: z.string().nullable(),
    message: z.string().nullable(),
    received_on: day,
    rows: z.int(),
    accepted: z.int(),
    rejected: z.int(),
    referred: z.int(),
    columns: z.array(z.object({ key: z.string().nullable(), header: z.string() })),
    items: z.array(FileRow).describe('前1000行中有话要说的行'),
    more: z.boolean().describe('还有行没有列出'),
    money: z.string().describe('试算金额,逐行文字'),
    already: z.boolean().describe('这份文件今天已经收过'),
  })
  .meta({ id: 'CheckedFile' });
export type CheckedFile = z.infer<typeof CheckedFile>;

export const Uploaded = z
  .object({
    upload: z.string().describe('上传编号'),
    state: z.enum(['waiting', 'released']),
  })
  .meta({ id: 'Uploaded' });
/** 202 of a filed upload, 200 of a dry run. */
export const UploadAnswer = z.union([Uploaded, CheckedFile]).meta({ id: 'UploadAnswer' });

export const Upload = z
  .object({
    upload: z.string(),
    state: z.enum(['waiting', 'released', 'taken', 'returned']),
    sender: z.string(),
    name: z.string(),
    kind: z.string(),
    bytes: z.int(),
    sha256: z.string(),
    by: z.string(),
    at: moment,
    released_by: z.string().nullable(),
    released_at: moment.nullable(),
    remark: z.string().nullable(),
    file: z.int().nullable().describe('收取后的文件编号'),
  })
  .meta({ id: 'Upload' });
export type Upload = z.infer<typeof Upload>;
export const Uploads = z.object({ items: z.array(Upload) }).meta({ id: 'Uploads' });

/** Whether a bank's uploads of a kind wait for a second person. */
export const ReleaseRule = z
  .object({ bank: z.string(), kind: z.string(), two_persons: z.boolean() })
  .meta({ id: 'ReleaseRule' });
export const ReleaseRules = z.object({ items: z.array(ReleaseRule) }).meta({ id: 'ReleaseRules' });

export const Attachment = z
  .object({ digest: z.string().regex(/^[0-9a-f]{64}$/), name: word(128) })
  .meta({ id: 'Attachment', description: '附件,按SHA-256保存' });
