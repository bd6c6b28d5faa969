-- What the lists of the console are found and sorted by. They cost the taking of files some time, so books that no console
-- looks at do not have them.

-- Pairs of neighbouring characters: a name that holds the words holds their pairs.
CREATE FUNCTION console.bigrams(words text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  pairs text[] := '{}';
BEGIN
  FOR i IN 1 .. length(words) - 1 LOOP
    pairs := pairs || substr(words, i, 2);
  END LOOP;
  RETURN pairs;
END $$;

CREATE INDEX console_filings_by_name ON filings USING gin (console.bigrams(enterprise_name));
CREATE INDEX console_filings_by_iou ON filings (iou_no);
CREATE INDEX console_filings_by_uscc ON filings (uscc);
CREATE INDEX console_filings_by_bank ON filings (bank, id);
CREATE INDEX console_filings_by_status ON filings (status, id) WHERE status <> '受理';
CREATE INDEX console_filings_by_principal ON filings (coalesce(principal_fen, 0), id);
CREATE INDEX console_filings_by_disbursed ON filings (disbursed_on, id);
CREATE INDEX console_filings_by_maturity ON filings (matures_on, id);
CREATE INDEX console_files_by_sender ON files (sender, id);
CREATE INDEX console_claims_by_bank ON claims (bank, id);
CREATE INDEX console_claims_by_status ON claims (status, id);
CREATE INDEX console_claims_by_filing ON claims (filing_id);
CREATE INDEX console_opinions_by_number ON opinions (business_no, run_on);
CREATE INDEX console_journal_by_day ON journal (posted_on, id);
CREATE INDEX console_lines_by_day ON statement_lines (booked_on, id);
