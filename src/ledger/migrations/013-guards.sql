-- What refuses to rewrite recorded columns looks at an update that names one of them, and at no other: it made two JSON
-- objects of each row of every update, and most updates set states and sums.
DO $$
DECLARE
  guard record;
BEGIN
  FOR guard IN
    SELECT tgname, tgrelid::regclass AS of_table, array_remove(string_to_array(encode(tgargs, 'escape'), '\000'), '') AS fixed
    FROM pg_trigger WHERE tgfoid = 'refuse_rewrite'::regproc
  LOOP
    EXECUTE format('DROP TRIGGER %I ON %s', guard.tgname, guard.of_table);
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OF %s ON %s FOR EACH ROW EXECUTE FUNCTION refuse_rewrite(%s)',
      guard.tgname,
      (SELECT string_agg(quote_ident(name), ', ' ORDER BY place) FROM unnest(guard.fixed) WITH ORDINALITY AS f (name, place)),
      guard.of_table,
      (SELECT string_agg(quote_literal(name), ', ' ORDER BY place) FROM unnest(guard.fixed) WITH ORDINALITY AS f (name, place)));
  END LOOP;
END $$;
