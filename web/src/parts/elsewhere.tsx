import { Link } from '@tanstack/react-router';
import { useMe } from '../api/me.js';
import { maySee } from '../app/roles.js';

const LISTS = [
  ['/filings', '备案'],
  ['/claims', '补偿'],
  ['/clawbacks', '追偿'],
  ['/writeoffs', '核销'],
  ['/statement-lines', '账户流水'],
] as const;

/** Where else the same words may be looked for, when a list has nothing to them. */
export function Elsewhere({ q, not }: { readonly q: string; readonly not: string | undefined }) {
  const { role } = useMe();
  const others = LISTS.filter(([path]) => path !== not && maySee(role, path));
  return (
    <p>
      在别的台账中找「{q}」:
      {others.map(([path, title]) => (
        <span key={path}>
          {' '}
          <Link to={path} search={{ q }}>
            {title}
          </Link>
        </span>
      ))}
    </p>
  );
}
