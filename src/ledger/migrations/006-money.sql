-- Money that can be mended: recalls stand beside recoveries, what was undone is marked and not removed, and every fen
-- of a statement line has a row that says where it went and, later, that it was taken back.

-- 追偿回收 and 追回 (recall). ratio_* of the claim on the day of notice; claim_was: the state of the claim that its
-- arrival made 退回; undone_by: the correction row that undid it.
ALTER TABLE recoveries
  ADD COLUMN recall boolean NOT NULL DEFAULT false,
  ADD COLUMN ratio_num bigint, ADD COLUMN ratio_den bigint,
  ADD COLUMN claim_was text COLLATE "C",
  ADD COLUMN undone_on date, ADD COLUMN undone_by bigint,
  ALTER COLUMN recovery_no DROP NOT NULL, ALTER COLUMN recovered_on DROP NOT NULL,
  DROP CONSTRAINT recoveries_bank_iou_no_recovery_no_key,
  ADD CHECK (recall = (recovery_no IS NULL) AND recall = (recovered_on IS NULL)),
  ADD CHECK ((undone_on IS NULL) = (undone_by IS NULL));
ALTER TABLE recoveries ALTER COLUMN recall DROP DEFAULT;
UPDATE recoveries r SET ratio_num = c.ratio_num, ratio_den = c.ratio_den
FROM claims c WHERE c.id = r.claim_id AND r.treatment = 'noticed';
-- Nothing can come after a recovery that left nothing: it is the claim's last.
UPDATE recoveries r SET claim_was = e.from_status
FROM events e
WHERE e.item_id = r.claim_id AND e.cause = 'recovery' AND e.to_status = '退回'
  AND r.id = (SELECT max(id) FROM recoveries o WHERE o.claim_id = r.claim_id);
CREATE UNIQUE INDEX recoveries_registered ON recoveries (bank, iou_no, recovery_no) WHERE undone_on IS NULL;
CREATE INDEX recoveries_of_claim ON recoveries (claim_id);
CREATE INDEX recoveries_undone ON recoveries (undone_on) WHERE undone_on IS NOT NULL;
CREATE TRIGGER recoveries_recorded BEFORE UPDATE ON recoveries FOR EACH ROW EXECUTE FUNCTION refuse_rewrite(
  'id', 'business_no', 'bank', 'scheme', 'iou_no', 'recovery_no', 'claim_id', 'recovered_on', 'received_on',
  'file_name', 'row_no', 'amount', 'principal_part', 'recall');

-- 补偿申请: recalled what its recalls ask for; seen what of its payment was seen on statements.
ALTER TABLE claims ADD COLUMN recalled bigint NOT NULL DEFAULT 0, ADD COLUMN seen bigint NOT NULL DEFAULT 0;
ALTER TABLE claims ALTER COLUMN recalled DROP DEFAULT, ALTER COLUMN seen DROP DEFAULT;
UPDATE claims SET seen = amount WHERE credited_on IS NOT NULL;

-- 拨付: every confirmation (同意) of a claim, and every one that the bureau took back (撤销: amount is negative).
CREATE TABLE payouts (
  id bigint PRIMARY KEY,
  claim_id bigint NOT NULL REFERENCES claims (id),
  happened_on date NOT NULL,
  document_no text NOT NULL,
  taken_back boolean NOT NULL,
  base bigint NOT NULL,
  ratio_num bigint NOT NULL,
  ratio_den bigint NOT NULL,
  amount bigint NOT NULL
);
CREATE INDEX payouts_by_day ON payouts (happened_on);
CREATE INDEX payouts_of_claim ON payouts (claim_id, id);
INSERT INTO payouts (id, claim_id, happened_on, document_no, taken_back, base, ratio_num, ratio_den, amount)
SELECT DISTINCT ON (c.id) f.id * 1000000000 + r.row_no, c.id, c.paid_on, c.document_no, false, c.base, c.ratio_num,
       c.ratio_den, c.amount
FROM claims c
JOIN files f ON f.kind = 'confirmation' AND f.received_on = c.paid_on
JOIN file_rows r ON r.file_id = f.id AND r.business_no = c.business_no AND r.result = '受理'
WHERE c.paid_on IS NOT NULL ORDER BY c.id, f.id, r.row_no;

-- 勾对: every accepted row.
CREATE TABLE matchings (
  id bigint PRIMARY KEY,
  undo boolean NOT NULL,
  txn_no text COLLATE "C" NOT NULL,
  target text COLLATE "C" NOT NULL,
  amount bigint NOT NULL CHECK (amount > 0),
  maker text NOT NULL,
  checker text NOT NULL,
  reason text NOT NULL,
  received_on date NOT NULL,
  file_name text COLLATE "C" NOT NULL,
  row_no integer NOT NULL
);
CREATE INDEX matchings_by_day ON matchings (received_on);

-- 款项去向: where money of a line went (amount > 0), and that it was taken back from there (amount < 0, with the row
-- that it undoes). row_id: the statement line, matching or correction that did it. target_id: a recovery, a claim,
-- another line, or 0 for what has no number. What of a line has no row here is in 待查款 (statement_lines.suspense).
CREATE TABLE allocations (
  row_id bigint NOT NULL,
  part integer NOT NULL,
  line_id bigint NOT NULL REFERENCES statement_lines (id),
  target text COLLATE "C" NOT NULL CHECK (target IN
    ('clawback', 'payment', 'bounced', 'line', 'interest', 'capital', 'fee', 'deposit-out', 'deposit-back')),
  target_id bigint NOT NULL,
  amount bigint NOT NULL CHECK (amount <> 0),
  happened_on date NOT NULL,
  entry_key text COLLATE "C" NOT NULL,
  undoes_row bigint,
  undoes_part integer,
  PRIMARY KEY (row_id, part),
  FOREIGN KEY (undoes_row, undoes_part) REFERENCES allocations (row_id, part),
  CHECK ((amount < 0) = (undoes_row IS NOT NULL))
);
CREATE INDEX allocations_of_line ON allocations (line_id);
CREATE INDEX allocations_of_target ON allocations (target_id) WHERE target_id <> 0;
CREATE INDEX allocations_undone ON allocations (undoes_row, undoes_part) WHERE undoes_row IS NOT NULL;
CREATE INDEX allocations_by_day ON allocations (happened_on);
INSERT INTO allocations (row_id, part, line_id, target, target_id, amount, happened_on, entry_key)
SELECT line_id, 1, line_id, 'clawback', recovery_id, amount, received_on, 'received:' || line_id || ':' || recovery_id
FROM clawback_receipts
UNION ALL
SELECT l.id, 1, l.id, 'payment', c.id, l.amount, l.received_on, 'line:' || l.id
FROM statement_lines l JOIN claims c ON c.business_no = l.matched_no AND c.status IN ('已拨付', '已核销')
WHERE l.booking = 'payment'
UNION ALL
SELECT id, 1, id, booking, 0, amount, received_on, 'line:' || id
FROM statement_lines WHERE booking IN ('interest', 'capital', 'fee', 'deposit-out', 'deposit-back');
DROP TABLE clawback_receipts;

-- 账户流水: booking is what the statement's own rules made of it.
ALTER TABLE statement_lines DROP COLUMN matched_no, DROP CONSTRAINT statement_lines_booking_check,
  ADD CONSTRAINT statement_lines_booking_check CHECK (booking IN
    ('clawback', 'payment', 'bounced', 'interest', 'capital', 'fee', 'deposit-out', 'deposit-back', 'suspense'));
CREATE INDEX statement_lines_in_suspense ON statement_lines (direction) WHERE suspense <> 0;
CREATE INDEX statement_lines_by_business_no ON statement_lines (business_no) WHERE business_no <> '';

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['payouts', 'matchings', 'allocations'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_event_change()', name || '_append_only', name);
  END LOOP;
END $$;
