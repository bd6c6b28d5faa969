import { useQuery } from '@tanstack/react-query';
import { Navigate, Outlet, useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { sessionQuery } from '../api/session.js';
import { Loading, Trouble } from '../parts/states.js';
import { Head } from './head.js';
import { Menu } from './menu.js';
import { NotYours } from './not-there.js';
import { Offline } from './offline.js';
import { maySee, pageAt } from './roles.js';

/** The frame of every page; decides who must log in first and who may not see the page. */
export function Shell() {
  const { pathname, href } = useLocation();
  const session = useQuery(sessionQuery);
  useTitle(pathname);
  if (session.isPending) return <Loading />;
  if (session.error !== null) return <Trouble error={session.error} again={() => void session.refetch()} />;
  if (pathname === '/login') return session.data === null ? <Outlet /> : <Navigate to="/" replace />;
  if (session.data === null)
    return <Navigate to="/login" search={href === '/' ? {} : { next: href }} replace />;
  const { role } = session.data;
  const known = pageAt(pathname) !== undefined;
  return (
    <div className="shell">
      <a className="skip" href="#main">
        跳到正文
      </a>
      <Head session={session.data} />
      <Menu role={role} at={pathname} />
      <main id="main" tabIndex={-1}>
        <Offline />
        {known && !maySee(role, pathname) ? <NotYours role={role} /> : <Outlet />}
      </main>
    </div>
  );
}

function useTitle(pathname: string): void {
  const title = pathname === '/login' ? '登录' : pageAt(pathname)?.title;
  useEffect(() => {
    document.title = title === undefined ? '贷款风险补偿资金' : `${title} · 贷款风险补偿资金`;
  }, [title]);
}
