import { Link } from '@tanstack/react-router';
import { useMe } from '../api/me.js';
import { maySee } from '../app/roles.js';

/** Every number of an item leads to its story, for whoever may see it. */
export function NumberLink({ number }: { readonly number: string }) {
  const { role } = useMe();
  if (!/^[FCRWAZ]-/.test(number) || !maySee(role, `/items/${number}`))
    return <span className="one-line">{number}</span>;
  return (
    <Link className="one-line" to="/items/$" params={{ _splat: number }} search={{}} preload={false}>
      {number}
    </Link>
  );
}
