-- 备案: what the credit report said, so that an operator is shown what an amendment would make of it. Older filings have none.
ALTER TABLE filings ADD COLUMN credit_balance bigint, ADD COLUMN credit_includes boolean;
DROP TRIGGER filings_recorded ON filings;
CREATE TRIGGER filings_recorded BEFORE UPDATE ON filings FOR EACH ROW EXECUTE FUNCTION refuse_rewrite(
  'id', 'business_no', 'bank', 'scheme', 'iou_no', 'filed_name', 'filed_uscc', 'filed_principal', 'filed_matures_on',
  'filed_rate', 'loan_type', 'bank_risk_share', 'currency', 'disbursed_on', 'qualified', 'first_loan',
  'credit_balance', 'credit_includes', 'received_on', 'file_name', 'row_no', 'referred', 'codes', 'messages');
