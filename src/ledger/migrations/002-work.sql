-- 待办: what was taken from the inbox or fell due by the calendar, in the order in which it takes effect (id).
-- This table is the truth; a queue's job is only a bell that names an id. A file goes recorded → committed (in the
-- books) → receipted → published, or ends failed; a date goes recorded → published. Written for PostgreSQL 15 and later.
CREATE TABLE work (
  id bigint PRIMARY KEY,
  task text COLLATE "C" NOT NULL CHECK (task IN ('file', 'date')),
  -- Names the taking of a file, or the date: recording it again changes nothing.
  token text COLLATE "C" NOT NULL UNIQUE,
  received_on date NOT NULL,
  -- From a dated inbox: the day's outputs are written once, by the date's own line.
  dated boolean NOT NULL,
  sender text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  problem text,
  sha256 text COLLATE "C" NOT NULL,
  bytes bigint NOT NULL,
  -- What the sender's marker file promised.
  control_rows integer,
  control_sum text COLLATE "C",
  control_sha256 text COLLATE "C",
  control_fault text,
  state text COLLATE "C" NOT NULL CHECK (state IN ('recorded', 'committed', 'receipted', 'published', 'failed')),
  -- Attempts that were begun; what is not in `errors` ended without a word.
  tries integer NOT NULL DEFAULT 0,
  errors integer NOT NULL DEFAULT 0,
  reason text,
  claimed_by text COLLATE "C",
  file_id bigint,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  claimed_at timestamptz,
  changed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX work_undone ON work (id) WHERE state NOT IN ('published', 'failed');
CREATE INDEX work_by_day ON work (received_on);
