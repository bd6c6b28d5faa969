/** Lines without a value in a row from which on they are taken out; fewer cost the parser less than a new beginning. */
const RUN = 16;

const QUOTE = '"';
/** What `trim` would leave nothing of, and commas: a record in which no cell has a value. */
const NO_VALUE = /^[,\s]*$/;

/**
 * A CSV text with quotes, as pieces for the parser and, between them, how many lines without a value (空行) stand there.
 * The parser takes as long for such a line as for a row: two million of them would hold up every other file. A line
 * stands outside quotes where an even number of them precedes; text with a misplaced quote is whole up to the piece that
 * has it, and nothing behind that counts.
 */
export function* withoutBlankRuns(text: string): Generator<string | number> {
  let from = 0;
  let quote = text.indexOf(QUOTE);
  let inside = false;
  let run = 0;
  let runFrom = 0;
  for (let at = 0; at < text.length; ) {
    const feed = text.indexOf('\n', at);
    const next = feed < 0 ? text.length : feed + 1;
    if (!inside && (quote < 0 || quote >= next) && NO_VALUE.test(text.slice(at, next))) {
      if (run === 0) runFrom = at;
      run += 1;
    } else {
      if (run >= RUN) {
        if (runFrom > from) yield text.slice(from, runFrom);
        yield run;
        from = at;
      }
      run = 0;
      for (; quote >= 0 && quote < next; quote = text.indexOf(QUOTE, quote + 1)) inside = !inside;
    }
    at = next;
  }
  const end = run >= RUN ? runFrom : text.length;
  if (end > from) yield text.slice(from, end);
  if (run >= RUN) yield run;
}
