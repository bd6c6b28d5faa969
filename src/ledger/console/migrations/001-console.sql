-- The console's own tables: what is not yet a file. Nothing here is part of the books; drop the schema and they stay whole.
-- Written for PostgreSQL 15 and later. migrate() makes the schema `console` first.

-- 用户. password_hash is argon2id; null where the person signs in elsewhere (OIDC). generation counts what ended sessions.
CREATE TABLE console.users (
  login text COLLATE "C" PRIMARY KEY,
  name text NOT NULL,
  role text COLLATE "C" NOT NULL,
  bank text COLLATE "C",
  password_hash text,
  subject text COLLATE "C" UNIQUE,
  state text COLLATE "C" NOT NULL CHECK (state IN ('active', 'waiting', 'disabled')),
  totp_secret text,
  totp_on boolean NOT NULL DEFAULT false,
  -- The last time step whose code was used: a code works once.
  totp_step bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  last_login_at timestamptz,
  -- What another administrator must agree to.
  waiting_action text COLLATE "C" CHECK (waiting_action IN ('add', 'reset', 'role')),
  waiting_role text COLLATE "C",
  waiting_bank text COLLATE "C",
  waiting_by text COLLATE "C",
  waiting_at timestamptz,
  CHECK ((role IN ('bank', 'bank-approver')) = (bank IS NOT NULL))
);

-- 会话, by the SHA-256 of the cookie: who reads the table cannot take one over.
CREATE TABLE console.sessions (
  id text COLLATE "C" PRIMARY KEY,
  login text COLLATE "C" NOT NULL REFERENCES console.users (login) ON DELETE CASCADE,
  begun_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  seen_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX sessions_by_login ON console.sessions (login);

-- Wrong passwords by what was typed as login (SHA-256), whether or not there is such a login.
CREATE TABLE console.failures (
  login_hash text COLLATE "C" PRIMARY KEY,
  count integer NOT NULL,
  last_at timestamptz NOT NULL,
  locked_until timestamptz
);

CREATE TABLE console.oidc_requests (
  state text COLLATE "C" PRIMARY KEY,
  nonce text NOT NULL,
  verifier text NOT NULL,
  made_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- 操作日志: append-only, hash-chained.
CREATE TABLE console.log (
  id bigint PRIMARY KEY,
  at text COLLATE "C" NOT NULL,
  login text COLLATE "C" NOT NULL,
  action text COLLATE "C" NOT NULL,
  subject text NOT NULL,
  detail text NOT NULL,
  previous_hash text COLLATE "C" NOT NULL,
  hash text COLLATE "C" NOT NULL UNIQUE
);
CREATE FUNCTION console.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '操作日志只增不改: %', TG_OP;
END $$;
CREATE TRIGGER log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON console.log
  FOR EACH STATEMENT EXECUTE FUNCTION console.refuse_change();

-- Files on their way to an inbox: recorded before they are dropped, so that a crash in between loses none.
CREATE TABLE console.drops (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sender text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  sha256 text COLLATE "C" NOT NULL,
  -- Names the bytes in the inbox's spool until they are dropped.
  spool text COLLATE "C" NOT NULL,
  made_on date NOT NULL,
  dropped boolean NOT NULL DEFAULT false
);
CREATE INDEX drops_open ON console.drops (id) WHERE NOT dropped;

-- 上传
CREATE TABLE console.uploads (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sender text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  bytes bigint NOT NULL,
  sha256 text COLLATE "C" NOT NULL,
  spool text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (state IN ('waiting', 'released', 'returned')),
  by_login text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  decided_by text COLLATE "C",
  decided_at timestamptz,
  remark text,
  drop_id bigint REFERENCES console.drops (id)
);
CREATE INDEX uploads_by_sender ON console.uploads (sender, id);

-- Where a bank wants otherwise than the default: whether its uploads of a kind wait for a second person.
CREATE TABLE console.release_rules (
  bank text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  two_persons boolean NOT NULL,
  PRIMARY KEY (bank, kind)
);

-- 附件, the bytes lying in the archive under their digest.
CREATE TABLE console.attachments (
  digest text COLLATE "C" PRIMARY KEY,
  name text NOT NULL,
  by_login text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- 提议和确认: rows of a file that one person wrote and another must approve.
CREATE TABLE console.proposals (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('decision', 'correction', 'standing', 'matching', 'confirmation')),
  state text COLLATE "C" NOT NULL CHECK (state IN ('open', 'approved', 'returned', 'withdrawn')),
  rows jsonb NOT NULL,
  row_count integer NOT NULL,
  summary text NOT NULL,
  attachments jsonb NOT NULL,
  maker text COLLATE "C" NOT NULL,
  maker_name text NOT NULL,
  made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  checker text COLLATE "C",
  checker_name text,
  decided_at timestamptz,
  remark text,
  drop_id bigint REFERENCES console.drops (id),
  replaces bigint REFERENCES console.proposals (id)
);
CREATE INDEX proposals_by_kind ON console.proposals (kind, state, id);

-- What an open proposal is about: one at a time for each item.
CREATE TABLE console.proposal_items (
  proposal bigint NOT NULL REFERENCES console.proposals (id),
  item text COLLATE "C" NOT NULL,
  open boolean NOT NULL DEFAULT true,
  PRIMARY KEY (proposal, item)
);
CREATE UNIQUE INDEX proposal_items_open ON console.proposal_items (item) WHERE open;

-- 初审意见的签发: first the maker, then the checker.
CREATE TABLE console.signatures (
  run_on date NOT NULL,
  step text COLLATE "C" NOT NULL CHECK (step IN ('maker', 'checker')),
  login text COLLATE "C" NOT NULL,
  name text NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (run_on, step)
);

CREATE TABLE console.verifications (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  seconds numeric NOT NULL,
  what text,
  place text,
  kept text,
  computed text
);
