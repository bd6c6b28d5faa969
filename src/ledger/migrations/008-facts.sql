-- Filed values that conditions of the policies' packs ask for and no column of its own has, by column key.
ALTER TABLE filings ADD COLUMN facts text COLLATE "C" NOT NULL DEFAULT '{}';
