import { useQuery } from '@tanstack/react-query';
import { Outlet, useLocation, useMatches, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { sessionQuery } from '../api/session.js';
import type { Role } from '../api/types.js';
import { Loading, Trouble } from '../parts/states.js';
import { Head } from './head.js';
import { Menu } from './menu.js';
import { NotYours } from './not-there.js';
import { Offline } from './offline.js';
import { maySee, pageAt } from './roles.js';

/** The frame of every page; decides who must log in first and who may not see the page. */
export function Shell() {
  const { pathname: address, href, search } = useLocation();
  // The page that Outlet draws; the address may be ahead of it while the next page is still loading.
  const pathname = useMatches({ select: (matches) => matches.at(-1)?.pathname }) ?? '/';
  const session = useQuery(sessionQuery);
  useTitle(pathname);
  if (session.isPending) return <Loading />;
  if (session.error !== null) return <Trouble error={session.error} again={() => void session.refetch()} />;
  if (session.data === null) {
    if (address !== '/login') return <Moved to={loginFor(href)} />;
    return pathname === '/login' ? <Outlet /> : <Loading />;
  }
  if (address === '/login') return <Moved to={ownAddress((search as { next?: string }).next)} />;
  if (pathname === '/login') return <Loading />;
  return (
    <div className="shell">
      <a className="skip" href="#main">
        跳到正文
      </a>
      <Head session={session.data} />
      <Menu role={session.data.role} at={pathname} />
      <main id="main" tabIndex={-1}>
        <Offline />
        <Page role={session.data.role} pathname={pathname} />
      </main>
    </div>
  );
}

function Page({ role, pathname }: { readonly role: Role; readonly pathname: string }) {
  const known = pageAt(pathname) !== undefined;
  return known && !maySee(role, pathname) ? <NotYours role={role} /> : <Outlet />;
}

/** Goes to another address of ours instead of the present one. */
function Moved({ to }: { readonly to: string }) {
  const { history } = useRouter();
  useEffect(() => history.replace(to), [history, to]);
  return <Loading />;
}

const loginFor = (href: string): string =>
  href === '/' ? '/login' : `/login?${new URLSearchParams({ next: href }).toString()}`;

/** Only an address of our own: `//elsewhere` would leave the console. */
const ownAddress = (next: string | undefined): string =>
  next !== undefined && /^\/(?![/\\])/.test(next) ? next : '/';

function useTitle(pathname: string): void {
  const title = pathname === '/login' ? '登录' : pageAt(pathname)?.title;
  useEffect(() => {
    document.title = title === undefined ? '贷款风险补偿资金' : `${title} · 贷款风险补偿资金`;
  }, [title]);
}
