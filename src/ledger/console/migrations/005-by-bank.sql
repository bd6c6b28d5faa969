-- A bank's rows in each order of the list: a bank's own page, and everybody's page of one bank, is the head of an index.
CREATE INDEX console_filings_by_bank_number ON filings (bank, business_no, id);
CREATE INDEX console_filings_by_bank_principal ON filings (bank, coalesce(principal_fen, 0), id);
CREATE INDEX console_filings_by_bank_disbursed ON filings (bank, disbursed_on, id);
CREATE INDEX console_filings_by_bank_maturity ON filings (bank, matures_on, id);
CREATE INDEX console_filings_by_scheme ON filings (scheme, id);
