import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTables } from './base.js';
import { compare } from './compare.js';
import { type Facts, factsOf } from './facts.js';
import { readInbox, replay } from './reference.js';

/** `npm run reference -- <folder>…`: each with config/, inbox/ and expected.json, compared fact by fact. */

for (const folder of process.argv.slice(2)) {
  const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Facts;
  const story = replay(
    readInbox(join(folder, 'inbox')),
    readTables(join(folder, 'config'), 'config'),
    expected.until,
  );
  const { facts, differences } = compare(expected, factsOf(story));
  for (const difference of differences.slice(0, 20)) console.log(difference);
  console.log(`${folder}: ${facts} facts, ${differences.length} differences`);
  if (differences.length > 0) process.exitCode = 1;
}
