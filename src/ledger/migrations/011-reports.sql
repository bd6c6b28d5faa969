-- What reports ask for: 资质类型 and 企业划型 as filed, and since when a bank has been suspended (暂停). Filings recorded before
-- have neither; of a bank that is suspended now the first held claim since its last recommended one tells the day.
ALTER TABLE filings ADD COLUMN qualification text COLLATE "C", ADD COLUMN enterprise_size text COLLATE "C";
DROP TRIGGER filings_recorded ON filings;
CREATE TRIGGER filings_recorded BEFORE UPDATE ON filings FOR EACH ROW EXECUTE FUNCTION refuse_rewrite(
  'id', 'business_no', 'bank', 'scheme', 'iou_no', 'filed_name', 'filed_uscc', 'filed_principal', 'filed_matures_on',
  'filed_rate', 'loan_type', 'bank_risk_share', 'currency', 'disbursed_on', 'qualified', 'first_loan', 'qualification',
  'enterprise_size', 'credit_balance', 'credit_includes', 'received_on', 'file_name', 'row_no', 'referred', 'codes',
  'messages');

-- 银行状态变动: a line per run that changed a bank's state.
CREATE TABLE bank_state_changes (
  bank text COLLATE "C" NOT NULL,
  scheme text COLLATE "C" NOT NULL,
  run_on date NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (state IN ('正常', '暂停')),
  PRIMARY KEY (bank, scheme, run_on)
);
INSERT INTO bank_state_changes (bank, scheme, run_on, state)
SELECT s.bank, s.scheme, coalesce((
         SELECT min(o.run_on) FROM opinions o
         WHERE o.bank = s.bank AND o.scheme = s.scheme AND o.opinion = '暂停补偿' AND o.run_on > coalesce((
           SELECT max(p.run_on) FROM opinions p
           WHERE p.bank = s.bank AND p.scheme = s.scheme AND p.opinion = '建议补偿'), '0001-01-01')), s.as_of), '暂停'
FROM bank_states s WHERE s.state = '暂停';
CREATE TRIGGER bank_state_changes_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON bank_state_changes
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_event_change();
