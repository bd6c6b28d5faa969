-- 支付指令: what the account's bank was told to pay, a line for each payout (拨付), so that none is told twice. The accounts
-- are kept as they were told. No file says so: it is not derived again.
CREATE TABLE payment_orders (
  payout_id bigint PRIMARY KEY REFERENCES payouts (id),
  -- 指令文件编号 and the line in it.
  message text COLLATE "C" NOT NULL,
  line_no integer NOT NULL,
  ordered_on date NOT NULL,
  business_no text COLLATE "C" NOT NULL,
  -- Fen.
  amount bigint NOT NULL CHECK (amount > 0),
  payee_name text NOT NULL,
  payee_account text COLLATE "C" NOT NULL,
  payee_bank_no text COLLATE "C" NOT NULL,
  payer_name text NOT NULL,
  payer_account text COLLATE "C" NOT NULL,
  payer_bank_no text COLLATE "C" NOT NULL,
  UNIQUE (message, line_no)
);
CREATE TRIGGER payment_orders_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payment_orders
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_event_change();
