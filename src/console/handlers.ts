import { readFileSync } from 'node:fs';
import { databaseClock } from '../ledger/work/service-facts.js';
import type { Handler } from './call.js';
import { accountHandlers } from './handlers/accounts.js';
import * as attachments from './handlers/attachments.js';
import * as confirmations from './handlers/confirmations.js';
import { dashboard } from './handlers/dashboard.js';
import * as files from './handlers/files.js';
import { item, listHandlers } from './handlers/lists.js';
import { logHandlers } from './handlers/log.js';
import { oidcHandlers } from './handlers/oidc.js';
import { overviewHandlers } from './handlers/overview.js';
import * as proposals from './handlers/proposals.js';
import * as tables from './handlers/tables.js';
import * as uploads from './handlers/uploads.js';
import { userHandlers } from './handlers/users.js';
import { verifyHandlers } from './handlers/verify.js';
import { openApi } from './openapi.js';
import type { Behind } from './route.js';
import { PROPOSAL_KINDS } from './schemas/decide.js';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
const description = openApi(version);

const health: Handler = async ({ db }) => {
  await databaseClock(db);
  return { status: 'ok' };
};

const { newProposal: propose, proposal, approveProposal, returnProposal, withdrawProposal } = proposals;
const { confirm, confirmation, approveConfirmation, returnConfirmation, withdrawConfirmation } =
  confirmations;

/** What is behind each operation, by its id. */
export const BEHIND: Behind = {
  handlers: {
    health,
    openapi: async () => description,
    ...accountHandlers,
    ...oidcHandlers,
    ...userHandlers,
    ...logHandlers,
    ...listHandlers,
    item,
    file: files.file,
    fileRows: files.rows,
    'output:receipt.csv': files.receipt,
    'output:rejects.csv': files.rejects,
    'output:rejects.xlsx': files.rejectsWorkbook,
    'output:original': files.original,
    uploads: uploads.uploads,
    upload: uploads.upload,
    oneUpload: uploads.oneUpload,
    releaseUpload: uploads.releaseUpload,
    returnUpload: uploads.returnUpload,
    releaseRules: uploads.releaseRules,
    setReleaseRule: uploads.setReleaseRule,
    propose,
    proposal,
    approveProposal,
    returnProposal,
    withdrawProposal,
    attach: attachments.attach,
    attachment: attachments.attachment,
    confirm,
    confirmation,
    approveConfirmation,
    returnConfirmation,
    withdrawConfirmation,
    confirmQueue: confirmations.confirmQueue,
    confirmations: confirmations.confirmations,
    opinionRuns: confirmations.runs,
    sign: confirmations.sign,
    dashboard,
    ...overviewHandlers,
    rules: tables.rules,
    rule: tables.rule,
    tables: tables.tables,
    ...verifyHandlers,
  },
  preparedBy: {
    approveProposal: proposals.draftedBy(PROPOSAL_KINDS),
    returnProposal: proposals.draftedBy(PROPOSAL_KINDS),
    approveConfirmation: proposals.draftedBy(['confirmation']),
    returnConfirmation: proposals.draftedBy(['confirmation']),
    releaseUpload: uploads.uploadedBy,
    returnUpload: uploads.uploadedBy,
  },
};
