import type { QueryClient } from '@tanstack/react-query';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { LISTS } from '../lists/lists.js';
import { ListPage } from '../parts/list-page.js';
import { sessionQuery } from '../api/session.js';
import { Broken, NotThere } from './not-there.js';
import { Shell } from './shell.js';

/** Words of an address's query, as they stand there: no JSON in them. */
export type Words = Readonly<Record<string, string>>;

const wordsOf = (search: Record<string, unknown>): Words =>
  Object.fromEntries(
    Object.entries(search).flatMap(([key, value]) =>
      typeof value === 'string' && value !== '' ? [[key, value]] : [],
    ),
  );

const root = createRootRoute({
  component: Shell,
  validateSearch: wordsOf,
  notFoundComponent: NotThere,
  errorComponent: Broken,
});

const page = (path: string, load: () => Promise<Record<string, unknown>>, name: string) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(load, name),
  });

const pages = [
  page('/login', () => import('../pages/login.js'), 'Login'),
  page('/', () => import('../pages/dashboard.js'), 'Dashboard'),
  page('/upload', () => import('../pages/upload.js'), 'Upload'),
  page('/files/$id', () => import('../pages/file.js'), 'FilePage'),
  page('/items/$', () => import('../pages/item.js'), 'ItemPage'),
  page('/pending', () => import('../pages/pending.js'), 'Pending'),
  page('/corrections', () => import('../pages/corrections.js'), 'Corrections'),
  page('/proposals', () => import('../pages/proposals.js'), 'Proposals'),
  page('/reconcile', () => import('../pages/reconcile.js'), 'Reconcile'),
  page('/opinions', () => import('../pages/opinions.js'), 'Opinions'),
  page('/fund', () => import('../pages/fund.js'), 'Fund'),
  page('/banks', () => import('../pages/banks.js'), 'Banks'),
  page('/rules', () => import('../pages/rules.js'), 'Rules'),
  page('/verify', () => import('../pages/verify.js'), 'Verify'),
  page('/users', () => import('../pages/users.js'), 'Users'),
  page('/me', () => import('../pages/me.js'), 'Me'),
  page('/log', () => import('../pages/log.js'), 'Log'),
];

const lists = LISTS.filter(({ path }) => path !== undefined).map((list) =>
  createRoute({
    getParentRoute: () => root,
    path: list.path ?? '',
    component: () => <ListPage list={list} />,
  }),
);

const tree = root.addChildren([...pages, ...lists]);

export function makeRouter(queries: QueryClient) {
  void queries.prefetchQuery(sessionQuery);
  return createRouter({
    routeTree: tree,
    defaultPreload: 'intent',
    defaultErrorComponent: Broken,
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (search) => {
      const text = new URLSearchParams(wordsOf(search)).toString();
      return text === '' ? '' : `?${text}`;
    },
  });
}
