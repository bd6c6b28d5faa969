-- A case lives on: what a row said on arrival stays as it was, what happens to it later is an event, and the current
-- state is kept beside. Older books are brought forward: what they hold was never changed but by decisions, runs,
-- confirmations and recoveries, whose events they have.

CREATE FUNCTION refuse_event_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '事件只增不改: % on %', TG_OP, TG_TABLE_NAME;
END $$;

-- Columns named by the trigger hold what was recorded on arrival.
CREATE FUNCTION refuse_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before jsonb := to_jsonb(OLD);
  after jsonb := to_jsonb(NEW);
  name text;
BEGIN
  FOREACH name IN ARRAY TG_ARGV LOOP
    IF before -> name IS DISTINCT FROM after -> name THEN
      RAISE EXCEPTION '登记的内容不能改写: %.%', TG_TABLE_NAME, name;
    END IF;
  END LOOP;
  RETURN NEW;
END $$;

-- 备案: filed_* as filed; enterprise_name, uscc, principal, matures_on, rate as they stand; settled_on 结清日期.
ALTER TABLE filings
  ADD COLUMN filed_name text, ADD COLUMN filed_uscc text COLLATE "C", ADD COLUMN filed_principal bigint,
  ADD COLUMN filed_matures_on date, ADD COLUMN filed_rate text COLLATE "C", ADD COLUMN settled_on date,
  DROP CONSTRAINT filings_status_check,
  ADD CONSTRAINT filings_status_check CHECK (status IN ('受理', '待核', '退回', '撤回', '取消'));
UPDATE filings SET filed_name = enterprise_name, filed_uscc = uscc, filed_principal = principal,
                   filed_matures_on = matures_on, filed_rate = rate;
ALTER TABLE filings
  ALTER COLUMN filed_name SET NOT NULL, ALTER COLUMN filed_uscc SET NOT NULL,
  ALTER COLUMN filed_principal SET NOT NULL, ALTER COLUMN filed_matures_on SET NOT NULL;
DROP INDEX filings_registered, filings_by_enterprise, filings_returned, filings_referred, filings_resolved;
CREATE UNIQUE INDEX filings_registered ON filings (bank, iou_no, scheme) WHERE status IN ('受理', '待核');
CREATE INDEX filings_by_enterprise ON filings (uscc, bank, scheme) WHERE status IN ('受理', '待核');
CREATE INDEX filings_gone ON filings (bank, iou_no, received_on) WHERE status IN ('退回', '撤回', '取消');
CREATE INDEX filings_pending ON filings (received_on) WHERE status = '待核';
CREATE TRIGGER filings_recorded BEFORE UPDATE ON filings FOR EACH ROW EXECUTE FUNCTION refuse_rewrite(
  'id', 'business_no', 'bank', 'scheme', 'iou_no', 'filed_name', 'filed_uscc', 'filed_principal', 'filed_matures_on',
  'filed_rate', 'loan_type', 'bank_risk_share', 'currency', 'disbursed_on', 'qualified', 'first_loan', 'received_on',
  'file_name', 'row_no', 'referred', 'codes', 'messages');

-- 补偿申请: arrival_* as computed on arrival; full_base the base before recoveries, as it stands.
ALTER TABLE claims
  ADD COLUMN full_base bigint, ADD COLUMN arrival_amount bigint,
  DROP CONSTRAINT claims_status_check,
  ADD CONSTRAINT claims_status_check CHECK (status IN
    ('待核', '退回', '撤回', '受理', '暂停补偿', '资金不足', '建议补偿', '不予确认', '已拨付', '已核销'));
UPDATE claims SET full_base = arrival_base,
  arrival_amount = round(arrival_base::numeric * ratio_num / nullif(ratio_den, 0));
DROP INDEX claims_live, claims_returned, claims_referred, claims_resolved;
CREATE UNIQUE INDEX claims_live ON claims (bank, iou_no) WHERE status NOT IN ('退回', '撤回', '不予确认');
CREATE INDEX claims_of_iou ON claims (bank, iou_no);
CREATE INDEX claims_pending ON claims (received_on) WHERE status = '待核';
CREATE TRIGGER claims_recorded BEFORE UPDATE ON claims FOR EACH ROW EXECUTE FUNCTION refuse_rewrite(
  'id', 'business_no', 'bank', 'scheme', 'iou_no', 'applied_scheme', 'filing_id', 'classification', 'classified_on',
  'outstanding', 'own_risk', 'received_on', 'file_name', 'row_no', 'referred', 'codes', 'messages', 'arrival_base',
  'arrival_amount');

-- 变更
CREATE TABLE amendments (
  id bigint PRIMARY KEY,
  business_no text COLLATE "C" NOT NULL UNIQUE,
  bank text COLLATE "C" NOT NULL,
  scheme text COLLATE "C" NOT NULL,
  iou_no text COLLATE "C" NOT NULL,
  received_on date NOT NULL,
  file_name text COLLATE "C" NOT NULL,
  row_no integer NOT NULL,
  referred boolean NOT NULL,
  codes text[] COLLATE "C" NOT NULL,
  messages text[] NOT NULL,
  change text COLLATE "C" NOT NULL,
  filing_id bigint REFERENCES filings (id),
  claim_id bigint REFERENCES claims (id),
  effective_on date,
  new_matures_on date,
  item text COLLATE "C",
  value text,
  reason text NOT NULL,
  status text COLLATE "C" NOT NULL CHECK (status IN ('受理', '待核', '退回')),
  resolved_on date,
  CHECK ((filing_id IS NULL) <> (claim_id IS NULL))
);
CREATE INDEX amendments_of_iou ON amendments (bank, iou_no);
CREATE INDEX amendments_pending ON amendments (filing_id) WHERE status = '待核';
CREATE TRIGGER amendments_recorded BEFORE UPDATE ON amendments FOR EACH ROW EXECUTE FUNCTION refuse_rewrite(
  'id', 'business_no', 'bank', 'scheme', 'iou_no', 'received_on', 'file_name', 'row_no', 'referred', 'codes',
  'messages', 'change', 'filing_id', 'claim_id', 'effective_on', 'new_matures_on', 'item', 'value', 'reason');

-- 冲正
CREATE TABLE corrections (
  id bigint PRIMARY KEY,
  business_no text COLLATE "C" NOT NULL,
  item_id bigint NOT NULL,
  bank text COLLATE "C" NOT NULL,
  iou_no text COLLATE "C" NOT NULL,
  action text COLLATE "C" NOT NULL CHECK (action IN ('重审', '取消备案', '追回', '撤销回收')),
  amount bigint,
  document_no text NOT NULL,
  maker text NOT NULL,
  checker text NOT NULL,
  reason text NOT NULL,
  received_on date NOT NULL,
  file_name text COLLATE "C" NOT NULL,
  row_no integer NOT NULL
);
CREATE INDEX corrections_by_day ON corrections (received_on);
CREATE TRIGGER corrections_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON corrections
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_event_change();

-- 资格: the newest line of a bank and scheme says whether it is barred.
CREATE TABLE standings (
  id bigint PRIMARY KEY,
  business_no text COLLATE "C" NOT NULL UNIQUE,
  bank text COLLATE "C" NOT NULL,
  scheme text COLLATE "C" NOT NULL,
  barred boolean NOT NULL,
  document_no text NOT NULL,
  maker text NOT NULL,
  checker text NOT NULL,
  reason text NOT NULL,
  received_on date NOT NULL,
  file_name text COLLATE "C" NOT NULL,
  row_no integer NOT NULL
);
CREATE INDEX standings_of_bank ON standings (bank, scheme, id);
CREATE INDEX standings_by_day ON standings (received_on);
CREATE TRIGGER standings_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON standings
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_event_change();

-- 事件: source_id the row that caused it (empty: a run), actor who (a sender, or 经办人/复核人), changes the values that
-- changed, [{"item", "from", "to"}]. From and to are equal where only a value changed.
ALTER TABLE events ADD COLUMN kind text COLLATE "C", ADD COLUMN source_id bigint,
  ADD COLUMN actor text NOT NULL DEFAULT '', ADD COLUMN changes jsonb NOT NULL DEFAULT '[]';
UPDATE events e SET kind = CASE
  WHEN EXISTS (SELECT 1 FROM filings f WHERE f.id = e.item_id) THEN 'filing'
  WHEN EXISTS (SELECT 1 FROM writeoffs w WHERE w.id = e.item_id) THEN 'writeoff'
  ELSE 'claim' END;
ALTER TABLE events ALTER COLUMN kind SET NOT NULL, ALTER COLUMN actor DROP DEFAULT, ALTER COLUMN changes DROP DEFAULT,
  DROP CONSTRAINT events_item_id_happened_on_cause_to_status_key;
CREATE UNIQUE INDEX events_once ON events (item_id, happened_on, cause, source_id, from_status, to_status) NULLS NOT DISTINCT;
CREATE INDEX events_of_item ON events (item_id, id);
CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_event_change();
CREATE INDEX events_by_date ON events (happened_on);
CREATE INDEX filings_by_day ON filings (received_on);
