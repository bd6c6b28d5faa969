import { Link } from '@tanstack/react-router';
import type { Look, Row, Value } from './column.js';
import { NumberLink } from './number-link.js';
import { StateTag } from './state-tag.js';
import { textOf } from './value.js';
import { grouped, KIND_WORDS, moment, stateWord } from './words.js';

export const lookClass = (look: Look): string | undefined => {
  if (look === 'amount' || look === 'count' || look === 'percent') return 'amount';
  if (look === 'long' || look === 'text') return look;
  return 'one-line';
};

export function Cell({
  look,
  value,
  row,
}: {
  readonly look: Look;
  readonly value: Value;
  readonly row: Row;
}) {
  const text = textOf(value);
  switch (look) {
    case 'number':
      return <NumberLink number={text} />;
    case 'amount':
      return grouped(text);
    case 'percent':
      return text === '' ? '' : `${text}%`;
    case 'state':
      return <StateTag state={stateWord(text)} />;
    case 'kind':
      return KIND_WORDS[text] ?? text;
    case 'moment':
      return text === '' ? '' : moment(text);
    case 'file':
      return <FileLink id={textOf(row['file_id'] ?? row['id'])} name={text} />;
    case 'text':
      return <span title={text}>{text}</span>;
    default:
      return text;
  }
}

function FileLink({ id, name }: { readonly id: string; readonly name: string }) {
  if (id === '' || name === '') return name;
  return (
    <Link to="/files/$id" params={{ id }} search={{}}>
      {name}
    </Link>
  );
}
