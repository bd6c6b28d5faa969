-- 退回 (a row, an item) is rejected and 不予确认 declined; returned is money that came back.
ALTER TABLE returned_rows RENAME TO rejected_rows;
ALTER TABLE claims RENAME COLUMN returned_by TO ended_by;
