import { z } from 'zod';
import { day, Hand, moment, percentText, word, yuanText } from './common.js';
import { Attachment, CheckedFile } from './files.js';

/** What waits for a second pair of eyes: proposals of the custodian, confirmations of the bureau. */

export const PROPOSAL_KINDS = ['decision', 'correction', 'standing', 'matching'] as const;

const cell = z.string().max(2000);
/** Columns of files.md §2 but maker and checker, by key. */
export const ProposedRow = z.record(z.string().max(40), cell).meta({ id: 'ProposedRow' });
const MOST_ROWS = 2000;

export const NewProposal = z
  .object({
    kind: z.enum(PROPOSAL_KINDS, { error: `应为${PROPOSAL_KINDS.join('、')}之一` }),
    rows: z.array(ProposedRow).min(1, '没有行').max(MOST_ROWS, `一次不能超过${MOST_ROWS}行`),
    attachments: z.array(Attachment).max(20).optional(),
    replaces: z.string().max(20).optional().describe('退回后重新提交的提议编号'),
  })
  .meta({ id: 'NewProposal' });

export const NewConfirmation = z
  .object({
    document_no: word(100).describe('确认文号'),
    rows: z
      .array(
        z.object({
          business_no: word(200),
          outcome: z.enum(['同意', '不同意', '撤销']),
          amount: z
            .string()
            .regex(/^\d+(\.\d{1,2})?$/, '应为元,至多两位小数')
            .optional(),
        }),
      )
      .min(1, '没有行')
      .max(MOST_ROWS, `一次不能超过${MOST_ROWS}行`),
  })
  .meta({ id: 'NewConfirmation' });

export const Proposal = z
  .object({
    id: z.string(),
    kind: z.enum([...PROPOSAL_KINDS, 'confirmation']),
    state: z.enum(['open', 'approved', 'returned', 'withdrawn']),
    columns: z.array(z.object({ key: z.string(), header: z.string() })).describe('文件的列,按顺序'),
    rows: z.array(ProposedRow).describe('文件中将有的行'),
    attachments: z.array(Attachment),
    maker: Hand,
    checker: Hand.nullable().describe('批准或退回的人'),
    remark: z.string().nullable(),
    file_name: z.string().nullable().describe('批准后放入收件目录的文件名'),
    file: z.int().nullable().describe('收取后的文件编号'),
    replaces: z.string().nullable(),
  })
  .meta({ id: 'Proposal' });
export type Proposal = z.infer<typeof Proposal>;

/** The dry run of the file that approval would make. */
export const ProposalAnswer = z.union([Proposal, CheckedFile]).meta({ id: 'ProposalAnswer' });
export const Approved = z
  .object({ id: z.string(), state: z.literal('approved'), file: z.string().describe('文件名') })
  .meta({ id: 'Approved' });
export const Confirmations = z
  .object({ items: z.array(Proposal), next: z.string().nullable() })
  .meta({ id: 'Confirmations' });

/** An item that waits for the bureau (待确认). */
export const Confirmable = z
  .object({
    business_no: z.string(),
    scheme: z.string(),
    bank: z.string(),
    iou_no: z.string(),
    enterprise_name: z.string(),
    amount: yuanText,
    opinion: z.enum(['建议补偿', '建议核销']),
    run_on: day,
    signed: z.boolean().describe('初审意见已签发'),
    share: percentText.nullable().describe('不良占比(%),该行之前'),
    net: yuanText.nullable().describe('补偿净额,该行之前'),
    draft: z.string().nullable().describe('已在哪一份待审批的确认中'),
  })
  .meta({ id: 'Confirmable' });
export const ConfirmQueue = z
  .object({ items: z.array(Confirmable), total: yuanText, available: yuanText })
  .meta({ id: 'ConfirmQueue' });

export const OpinionRun = z
  .object({
    run_on: day,
    schemes: z.array(z.string()),
    lines: z.int(),
    recommended: yuanText.describe('建议补偿和建议核销合计'),
    state: z.enum(['未签发', '经办已签', '已签发']),
    maker: Hand.nullable(),
    checker: Hand.nullable(),
  })
  .meta({ id: 'OpinionRun' });
export type OpinionRun = z.infer<typeof OpinionRun>;
export const OpinionRuns = z.object({ items: z.array(OpinionRun) }).meta({ id: 'OpinionRuns' });

/** 勾对 that would fit, with the reasons; never applied by itself. */
export const Suggestion = z
  .object({
    txn_no: z.string(),
    booked_on: day,
    direction: z.string(),
    suspense: yuanText,
    counterparty: z.string(),
    rows: z.array(z.object({ target: z.string(), amount: yuanText, bank: z.string() })),
    reasons: z.array(z.string()),
  })
  .meta({ id: 'Suggestion' });
export type Suggestion = z.infer<typeof Suggestion>;
export const Suggestions = z
  .object({ items: z.array(Suggestion), as_of: moment })
  .meta({ id: 'Suggestions' });
