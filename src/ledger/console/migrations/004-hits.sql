-- With the ids in the indexes, the newest of very many hits are found without a look at the rows.
DROP INDEX console_filings_by_iou;
DROP INDEX console_filings_by_uscc;
CREATE INDEX console_filings_by_iou ON filings (iou_no, id);
CREATE INDEX console_filings_by_uscc ON filings (uscc, id);
