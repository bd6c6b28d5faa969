-- Findings stay apart in the books: codes, messages (说明) and articles (依据条款) of a row are arrays of one length, joined
-- only where a CSV cell is written. Messages that held the joining sign cannot be told apart any more: they stay whole
-- as the first of their row's.
CREATE FUNCTION findings_apart(joined text, codes text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN codes = '' THEN '{}'
    WHEN cardinality(string_to_array(codes, ';')) = cardinality(string_to_array(joined, ';'))
      THEN string_to_array(joined, ';')
    ELSE ARRAY[joined] || array_fill(''::text, ARRAY[cardinality(string_to_array(codes, ';')) - 1])
  END
$$;

ALTER TABLE file_rows
  ALTER COLUMN articles TYPE text[] USING findings_apart(articles, codes),
  ALTER COLUMN messages TYPE text[] USING findings_apart(messages, codes),
  ALTER COLUMN codes TYPE text[] COLLATE "C" USING findings_apart(codes, codes),
  ADD CHECK (cardinality(codes) = cardinality(messages) AND cardinality(codes) = cardinality(articles));
ALTER TABLE filings
  ALTER COLUMN messages TYPE text[] USING findings_apart(messages, codes),
  ALTER COLUMN codes TYPE text[] COLLATE "C" USING findings_apart(codes, codes),
  ADD CHECK (cardinality(codes) = cardinality(messages));
ALTER TABLE claims
  ALTER COLUMN messages TYPE text[] USING findings_apart(messages, codes),
  ALTER COLUMN codes TYPE text[] COLLATE "C" USING findings_apart(codes, codes),
  ADD CHECK (cardinality(codes) = cardinality(messages));

DROP FUNCTION findings_apart;
