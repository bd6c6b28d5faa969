import { useQueryClient } from '@tanstack/react-query';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import { forgetSession, logOut } from '../api/session.js';
import type { Session } from '../api/types.js';
import { forgetDrafts } from '../parts/draft.js';
import { useTell } from '../parts/tell.js';
import { ROLE_NAMES } from './roles.js';

/** Search, who is logged in, and the way out. */
export function Head({ session }: { readonly session: Session }) {
  const [open, setOpen] = useState(false);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a page that was chosen closes the menu
  useEffect(() => setOpen(false), [pathname]);
  useEffect(() => {
    document.body.classList.toggle('menu-open', open);
  }, [open]);
  return (
    <header className="head">
      <Button
        className="menu-button"
        aria-expanded={open}
        aria-controls="menu"
        onClick={() => setOpen((was) => !was)}
      >
        菜单
      </Button>
      <span className="brand">贷款风险补偿资金</span>
      <Search session={session} />
      <span className="who">
        <Link to="/me">{session.name}</Link>
        <small>
          {ROLE_NAMES[session.role]}
          {session.bank ? ` ${session.bank}` : ''}
        </small>
      </span>
      <LogOut />
    </header>
  );
}

/** A number leads to its story; anything else to the list where it is looked for. */
function Search({ session }: { readonly session: Session }) {
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const find = (): void => {
    const q = text.trim();
    if (q === '') return;
    if (session.role === 'admin') void navigate({ to: '/log', search: { q } });
    else if (/^[FCRWAZ]-[A-Za-z0-9]+-(XW|KC)-/.test(q))
      void navigate({ to: '/items/$', params: { _splat: q } });
    else void navigate({ to: session.role === 'account' ? '/statement-lines' : '/filings', search: { q } });
  };
  return (
    <search className="search">
      <Input
        type="search"
        aria-label="搜索"
        placeholder={session.role === 'admin' ? '搜索日志' : '搜索:业务编号、借据、信用代码、企业名称'}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onPressEnter={find}
      />
    </search>
  );
}

function LogOut() {
  const queries = useQueryClient();
  const tell = useTell();
  const leave = async (): Promise<void> => {
    try {
      await logOut();
    } catch (error) {
      tell.trouble(error);
      return;
    }
    forgetDrafts();
    forgetSession(queries);
  };
  return (
    <Button type="text" onClick={() => void leave()}>
      退出
    </Button>
  );
}
