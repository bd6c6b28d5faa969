import { Link } from '@tanstack/react-router';

/** Every number of an item leads to its story. */
export function NumberLink({ number }: { readonly number: string }) {
  if (!/^[FCRWAZ]-/.test(number)) return <span className="one-line">{number}</span>;
  return (
    <Link className="one-line" to="/items/$" params={{ _splat: number }} search={{}} preload={false}>
      {number}
    </Link>
  );
}
