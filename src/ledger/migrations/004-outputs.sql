-- 输出文件: what was written for a date, with its digest as it was written. A date's manifest (清单) is made from these,
-- never from what is found on the disk.
CREATE TABLE outputs (
  date date NOT NULL,
  -- Below the date's folder.
  name text COLLATE "C" NOT NULL,
  bytes bigint NOT NULL,
  sha256 text COLLATE "C" NOT NULL,
  PRIMARY KEY (date, name)
);
