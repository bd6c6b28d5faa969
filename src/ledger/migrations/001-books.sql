-- The books. Written for PostgreSQL 15 and later. Text compares by code point (COLLATE "C") wherever order or
-- equality matters, so that every machine sorts alike. Money is fen in bigint, dates are dates, never timestamps.
-- An id is <file id> * 10^9 + <row number>: it names the one input row that a record came from.

CREATE TABLE books (
  key text COLLATE "C" PRIMARY KEY,
  value text NOT NULL
);

-- 配置: every configuration in force, by the hash of its files.
CREATE TABLE configurations (
  hash text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  sha256 text COLLATE "C" NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (hash, name)
);

-- 收到的文件, in the order taken.
CREATE TABLE files (
  id bigint PRIMARY KEY,
  received_on date NOT NULL,
  sender text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  stem text COLLATE "C" NOT NULL,
  kind text COLLATE "C",
  sha256 text COLLATE "C" NOT NULL,
  bytes bigint NOT NULL,
  encoding text COLLATE "C",
  status text COLLATE "C" NOT NULL CHECK (status IN ('processed', 'refused')),
  code text COLLATE "C",
  message text,
  header text[],
  row_count integer NOT NULL,
  accepted integer NOT NULL,
  rejected integer NOT NULL,
  referred integer NOT NULL,
  config_hash text COLLATE "C" NOT NULL,
  UNIQUE (received_on, sender, name, sha256)
);
CREATE INDEX files_by_bytes ON files (sha256, sender);
CREATE INDEX files_by_day ON files (received_on);

-- 每一行的结果; the sender's own cells are kept where they must be given back.
CREATE TABLE file_rows (
  file_id bigint NOT NULL,
  row_no integer NOT NULL,
  result text COLLATE "C" NOT NULL CHECK (result IN ('受理', '退回', '待核')),
  business_no text COLLATE "C" NOT NULL,
  iou_no text COLLATE "C" NOT NULL,
  codes text COLLATE "C" NOT NULL,
  messages text NOT NULL,
  articles text NOT NULL,
  cells text[],
  PRIMARY KEY (file_id, row_no)
);

-- 退回的备案和补偿申请行 whose IOU could be read: a late resubmission is measured against them.
CREATE TABLE returned_rows (
  kind text COLLATE "C" NOT NULL,
  bank text COLLATE "C" NOT NULL,
  scheme text COLLATE "C",
  iou_no text COLLATE "C" NOT NULL,
  received_on date NOT NULL,
  file_id bigint NOT NULL,
  row_no integer NOT NULL,
  PRIMARY KEY (file_id, row_no)
);
CREATE INDEX returned_rows_by_iou ON returned_rows (bank, iou_no, kind);

-- 备案
CREATE TABLE filings (
  id bigint PRIMARY KEY,
  business_no text COLLATE "C" NOT NULL,
  bank text COLLATE "C" NOT NULL,
  scheme text COLLATE "C" NOT NULL,
  iou_no text COLLATE "C" NOT NULL,
  enterprise_name text NOT NULL,
  uscc text COLLATE "C" NOT NULL,
  loan_type text COLLATE "C" NOT NULL,
  bank_risk_share bigint,
  currency text COLLATE "C" NOT NULL,
  principal bigint NOT NULL,
  rate text COLLATE "C",
  principal_fen bigint,
  disbursed_on date NOT NULL,
  matures_on date NOT NULL,
  qualified boolean NOT NULL,
  first_loan boolean NOT NULL,
  received_on date NOT NULL,
  file_name text COLLATE "C" NOT NULL,
  row_no integer NOT NULL,
  referred boolean NOT NULL,
  codes text COLLATE "C" NOT NULL,
  messages text NOT NULL,
  status text COLLATE "C" NOT NULL CHECK (status IN ('受理', '待核', '退回')),
  resolved_on date
);
CREATE UNIQUE INDEX filings_registered ON filings (bank, iou_no, scheme) WHERE status <> '退回';
CREATE INDEX filings_by_enterprise ON filings (uscc, bank, scheme) WHERE status <> '退回';
CREATE INDEX filings_by_number ON filings (business_no, id);
CREATE INDEX filings_referred ON filings (received_on) WHERE referred;
CREATE INDEX filings_resolved ON filings (resolved_on) WHERE referred;
CREATE INDEX filings_returned ON filings (bank, iou_no, received_on) WHERE status = '退回';

-- 补偿申请. base = arrival_base less lowered, 0 at most; amount = base × ratio_num ÷ ratio_den.
CREATE TABLE claims (
  id bigint PRIMARY KEY,
  business_no text COLLATE "C" NOT NULL,
  bank text COLLATE "C" NOT NULL,
  scheme text COLLATE "C" NOT NULL,
  iou_no text COLLATE "C" NOT NULL,
  applied_scheme text COLLATE "C" NOT NULL,
  filing_id bigint NOT NULL REFERENCES filings (id),
  classification text COLLATE "C" NOT NULL,
  classified_on date NOT NULL,
  outstanding bigint NOT NULL,
  own_risk bigint,
  received_on date NOT NULL,
  file_name text COLLATE "C" NOT NULL,
  row_no integer NOT NULL,
  referred boolean NOT NULL,
  codes text COLLATE "C" NOT NULL,
  messages text NOT NULL,
  arrival_base bigint,
  lowered bigint NOT NULL,
  base bigint,
  ratio_num bigint,
  ratio_den bigint,
  ratio_why text NOT NULL,
  amount bigint,
  status text COLLATE "C" NOT NULL CHECK (status IN
    ('待核', '退回', '受理', '暂停补偿', '资金不足', '建议补偿', '不予确认', '已拨付', '已核销')),
  returned_by text COLLATE "C",
  resolved_on date,
  paid_on date,
  document_no text,
  credited_on date,
  recovered bigint NOT NULL,
  asked bigint NOT NULL,
  returned bigint NOT NULL
);
CREATE UNIQUE INDEX claims_live ON claims (bank, iou_no) WHERE status NOT IN ('退回', '不予确认');
CREATE INDEX claims_returned ON claims (bank, iou_no, received_on) WHERE status IN ('退回', '不予确认');
CREATE INDEX claims_by_number ON claims (business_no, id);
CREATE INDEX claims_open ON claims (scheme) WHERE status IN ('受理', '暂停补偿', '资金不足');
CREATE INDEX claims_referred ON claims (received_on) WHERE referred;
CREATE INDEX claims_resolved ON claims (resolved_on) WHERE referred;
CREATE INDEX claims_paid ON claims (paid_on) WHERE paid_on IS NOT NULL;

-- 追偿回收及其缴回. treatment: lowered (base lowered), kept (until payment), noticed (缴回通知), void (bureau refused).
CREATE TABLE recoveries (
  id bigint PRIMARY KEY,
  business_no text COLLATE "C" NOT NULL,
  bank text COLLATE "C" NOT NULL,
  scheme text COLLATE "C" NOT NULL,
  iou_no text COLLATE "C" NOT NULL,
  recovery_no text COLLATE "C" NOT NULL,
  claim_id bigint NOT NULL REFERENCES claims (id),
  recovered_on date NOT NULL,
  received_on date NOT NULL,
  file_name text COLLATE "C" NOT NULL,
  row_no integer NOT NULL,
  amount bigint NOT NULL,
  principal_part bigint,
  treatment text COLLATE "C" NOT NULL CHECK (treatment IN ('lowered', 'kept', 'noticed', 'void')),
  noticed_on date,
  asked bigint,
  due_on date,
  notice_late integer,
  returned bigint NOT NULL,
  settled_on date,
  return_late integer,
  UNIQUE (bank, iou_no, recovery_no)
);
CREATE INDEX recoveries_kept ON recoveries (claim_id) WHERE treatment = 'kept';
CREATE INDEX recoveries_open ON recoveries (bank) WHERE treatment = 'noticed' AND settled_on IS NULL;
CREATE INDEX recoveries_noticed ON recoveries (noticed_on) WHERE noticed_on IS NOT NULL;
CREATE INDEX recoveries_by_number ON recoveries (business_no);

-- 核销申请. lapsed 失效: nothing was left to write off; refused: the bureau did not agree.
CREATE TABLE writeoffs (
  id bigint PRIMARY KEY,
  business_no text COLLATE "C" NOT NULL,
  bank text COLLATE "C" NOT NULL,
  scheme text COLLATE "C" NOT NULL,
  iou_no text COLLATE "C" NOT NULL,
  claim_id bigint NOT NULL REFERENCES claims (id),
  reason text COLLATE "C" NOT NULL,
  ruling_no text NOT NULL,
  ruled_on date NOT NULL,
  internal_no text,
  received_on date NOT NULL,
  file_name text COLLATE "C" NOT NULL,
  row_no integer NOT NULL,
  amount bigint,
  status text COLLATE "C" NOT NULL CHECK (status IN ('已受理', '建议核销', '已核销', '失效', '不予确认')),
  document_no text,
  confirmed_on date
);
CREATE UNIQUE INDEX writeoffs_in_hand ON writeoffs (bank, iou_no) WHERE status IN ('已受理', '建议核销', '已核销');
CREATE INDEX writeoffs_by_number ON writeoffs (business_no);
CREATE INDEX writeoffs_open ON writeoffs (scheme) WHERE status = '已受理';
CREATE INDEX writeoffs_confirmed ON writeoffs (confirmed_on) WHERE confirmed_on IS NOT NULL;

-- 账户流水. Every fen of a line is settled, booked by its purpose, or in suspense (待查款).
CREATE TABLE statement_lines (
  id bigint PRIMARY KEY,
  txn_no text COLLATE "C" NOT NULL UNIQUE,
  booked_on date NOT NULL,
  received_on date NOT NULL,
  file_name text COLLATE "C" NOT NULL,
  direction text COLLATE "C" NOT NULL,
  amount bigint NOT NULL,
  counterparty text NOT NULL,
  business_no text COLLATE "C" NOT NULL,
  purpose text COLLATE "C" NOT NULL,
  balance bigint NOT NULL,
  fee_year text COLLATE "C",
  booking text COLLATE "C" NOT NULL CHECK (booking IN
    ('clawback', 'payment', 'interest', 'capital', 'fee', 'deposit-out', 'deposit-back', 'suspense')),
  matched_no text COLLATE "C",
  suspense bigint NOT NULL
);
CREATE INDEX statement_fees ON statement_lines (fee_year) WHERE booking = 'fee';

-- 缴回到账: what a statement line settled of a clawback.
CREATE TABLE clawback_receipts (
  line_id bigint NOT NULL REFERENCES statement_lines (id),
  recovery_id bigint NOT NULL REFERENCES recoveries (id),
  received_on date NOT NULL,
  booked_on date NOT NULL,
  amount bigint NOT NULL,
  PRIMARY KEY (line_id, recovery_id)
);
CREATE INDEX clawback_receipts_by_day ON clawback_receipts (received_on);

CREATE TABLE exceptions (
  line_id bigint NOT NULL REFERENCES statement_lines (id),
  code text COLLATE "C" NOT NULL,
  amount bigint NOT NULL,
  message text NOT NULL,
  PRIMARY KEY (line_id, code)
);

-- 初审意见, a line per claim or write-off and run.
CREATE TABLE opinions (
  run_on date NOT NULL,
  line_no integer NOT NULL,
  business_no text COLLATE "C" NOT NULL,
  scheme text COLLATE "C" NOT NULL,
  bank text COLLATE "C" NOT NULL,
  iou_no text COLLATE "C" NOT NULL,
  claim_id bigint NOT NULL REFERENCES claims (id),
  classification text COLLATE "C" NOT NULL,
  base bigint NOT NULL,
  ratio_num bigint NOT NULL,
  ratio_den bigint NOT NULL,
  amount bigint NOT NULL,
  opinion text COLLATE "C" NOT NULL,
  filed bigint,
  applied bigint,
  net bigint,
  available bigint,
  article text NOT NULL,
  PRIMARY KEY (run_on, line_no)
);

CREATE TABLE runs (
  run_on date PRIMARY KEY,
  schemes text[] NOT NULL,
  after_file bigint NOT NULL,
  config_hash text COLLATE "C" NOT NULL
);

-- 银行状态, as the last run left it.
CREATE TABLE bank_states (
  bank text COLLATE "C" NOT NULL,
  scheme text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (state IN ('正常', '暂停')),
  as_of date NOT NULL,
  PRIMARY KEY (bank, scheme)
);

-- 状态变化 of filings, claims and write-offs; `notice` marks those that a bank learns from notice.csv.
CREATE TABLE events (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  happened_on date NOT NULL,
  bank text COLLATE "C" NOT NULL,
  business_no text COLLATE "C" NOT NULL,
  iou_no text COLLATE "C" NOT NULL,
  item_id bigint NOT NULL,
  from_status text COLLATE "C" NOT NULL,
  to_status text COLLATE "C" NOT NULL,
  cause text COLLATE "C" NOT NULL,
  notice boolean NOT NULL,
  message text NOT NULL,
  UNIQUE (item_id, happened_on, cause, to_status)
);
CREATE INDEX events_by_day ON events (happened_on) WHERE notice;
CREATE INDEX events_by_number ON events (business_no);

-- 分录: append-only, balanced, hash-chained.
CREATE TABLE journal (
  id bigint PRIMARY KEY,
  entry_key text COLLATE "C" NOT NULL UNIQUE,
  posted_on date NOT NULL,
  business_no text COLLATE "C" NOT NULL,
  bank text COLLATE "C" NOT NULL,
  scheme text COLLATE "C",
  corrects bigint REFERENCES journal (id),
  text text NOT NULL,
  previous_hash text COLLATE "C" NOT NULL,
  hash text COLLATE "C" NOT NULL UNIQUE
);
CREATE INDEX journal_by_number ON journal (business_no);

CREATE TABLE journal_lines (
  entry_id bigint NOT NULL REFERENCES journal (id),
  line_no integer NOT NULL,
  account text COLLATE "C" NOT NULL,
  debit bigint NOT NULL CHECK (debit >= 0),
  credit bigint NOT NULL CHECK (credit >= 0),
  CHECK ((debit = 0) <> (credit = 0)),
  PRIMARY KEY (entry_id, line_no)
);
CREATE INDEX journal_lines_by_account ON journal_lines (account);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '分录只增不改: % on %', TG_OP, TG_TABLE_NAME;
END $$;
CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER journal_lines_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_lines
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- All lines of an entry come in one statement, and none later: debits equal credits, whoever writes.
CREATE FUNCTION demand_balance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  unbalanced bigint;
BEGIN
  SELECT l.entry_id INTO unbalanced FROM journal_lines l WHERE l.entry_id IN (SELECT entry_id FROM added)
  GROUP BY l.entry_id HAVING sum(l.debit) <> sum(l.credit) LIMIT 1;
  IF unbalanced IS NOT NULL THEN
    RAISE EXCEPTION '分录%借贷不平', unbalanced;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER journal_lines_balanced AFTER INSERT ON journal_lines
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION demand_balance();
