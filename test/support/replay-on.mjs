/** A replay on whatever books there are, in a process of its own: the command refuses a database that has some. */
const built = (path) => new URL(`../../dist/${path}`, import.meta.url).href;
const { loadConfiguration } = await import(built('io/config/load.js'));
const { openDb } = await import(built('ledger/open.js'));
const { replay } = await import(built('pipeline.js'));
const { inbox, out, books, config, until } = JSON.parse(process.argv[2]);
const where = /^postgres/.test(books)
  ? { kind: 'postgres', url: books }
  : { kind: 'directory', path: `${books}/db` };
try {
  const place = {
    db: await openDb(where),
    configuration: await loadConfiguration(config),
    out,
    archive: `${out}/archive`,
  };
  await replay(place, inbox, until, { ignored: () => {}, day: () => {}, file: () => {} });
  await place.db.close();
} catch (error) {
  process.stderr.write(`${error.stack}\n`);
  process.exit(3);
}
