import type { ReactNode } from 'react';

/** A page of the rule book: headings, items two spaces deeper than what they belong to, **bold** and `code`. */
export function RuleText({ text }: { readonly text: string }) {
  return (
    <div className="rule-text">
      {text.split('\n').map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a fixed text
        <Line key={index} line={line} />
      ))}
    </div>
  );
}

function Line({ line }: { readonly line: string }) {
  const [, marks = '', title = ''] = /^(#+) (.*)$/.exec(line) ?? [];
  if (marks !== '') return <h2>{inline(title)}</h2>;
  const [, indent, item = ''] = /^( *)- (.*)$/.exec(line) ?? [];
  if (indent === undefined) return line.trim() === '' ? null : <p>{inline(line)}</p>;
  return <p className={indent === '' ? 'item' : 'item deeper'}>{inline(item)}</p>;
}

function inline(text: string): ReactNode[] {
  return text.split(/(\*\*[^*]+\*\*|`[^`]+`)/).map((part, index) => {
    const key = `${index}${part}`;
    if (part.startsWith('**')) return <strong key={key}>{part.slice(2, -2)}</strong>;
    if (part.startsWith('`')) return <code key={key}>{part.slice(1, -1)}</code>;
    return part;
  });
}
