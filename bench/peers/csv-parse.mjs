// The file through csv-parse, and nothing else.   node bench/peers/csv-parse.mjs FILE
import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';

let rows = 0;
for await (const _ of createReadStream(process.argv[2]).pipe(parse({ bom: true }))) rows += 1;
console.log(rows);
