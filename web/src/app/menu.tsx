import { Link } from '@tanstack/react-router';
import type { Role } from '../api/types.js';
import { MENU } from './roles.js';

/** The pages of a role; on a narrow screen it is folded away behind the button in the head. */
export function Menu({ role, at }: { readonly role: Role; readonly at: string }) {
  const sections = MENU.map(({ heading, pages }) => ({
    heading,
    pages: pages.filter(({ roles }) => roles.includes(role)),
  })).filter(({ pages }) => pages.length > 0);
  return (
    <nav id="menu" className="menu" aria-label="菜单">
      {sections.map(({ heading, pages }) => (
        <div key={heading}>
          <h2>{heading}</h2>
          <ul>
            {pages.map(({ path, title }) => (
              <li key={path}>
                <Link to={path} search={{}} aria-current={isAt(at, path) ? 'page' : undefined}>
                  {title}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

const isAt = (address: string, path: string): boolean =>
  path === '/' ? address === '/' : address === path || address.startsWith(`${path}/`);
