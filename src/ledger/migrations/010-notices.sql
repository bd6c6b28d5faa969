-- 通知: the outbox (发件箱). What is to be told stands here before it is sent, once for each address, and is marked when a
-- server has taken it; it follows from the books and the contacts of the day, so it is not derived again.
CREATE TABLE notices (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- What it is about; the same thing is told to an address once.
  key text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  receiver text COLLATE "C" NOT NULL,
  address text COLLATE "C" NOT NULL,
  subject text NOT NULL,
  body text NOT NULL,
  -- A file below the outputs that goes along.
  attachment text,
  made_on date NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  next_at timestamptz NOT NULL DEFAULT now(),
  sent_at timestamptz,
  trouble text,
  UNIQUE (key, address)
);
CREATE INDEX notices_unsent ON notices (id) WHERE sent_at IS NULL;
