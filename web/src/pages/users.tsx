import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { get, post } from '../api/client.js';
import type { Granted, User, Users as UserList } from '../api/types.js';
import { ROLE_NAMES } from '../app/roles.js';
import { Answered } from '../parts/ask.js';
import type { Column } from '../parts/column.js';
import { Problem } from '../parts/problem.js';
import { Sheet } from '../parts/sheet.js';
import { moment } from '../parts/words.js';
import { GrantedNote, NewUserForm } from './new-user.js';
import { UserActions } from './user-actions.js';
import { ReleaseRules } from './release-rules.js';

/** 用户: accounts and roles. Roles that decide over money wait for another administrator. */
export function Users() {
  const queries = useQueryClient();
  const [granted, setGranted] = useState<Granted>();
  const [problem, setProblem] = useState<unknown>();
  const query = useQuery({ queryKey: ['users'], queryFn: () => get<UserList>('/users') });
  const act = async (path: string, body?: unknown): Promise<void> => {
    setProblem(undefined);
    setGranted(undefined);
    try {
      const answer = await post<Granted | { done: true }>(path, body);
      if ('login' in answer) setGranted(answer);
      await queries.invalidateQueries({ queryKey: ['users'] });
    } catch (error) {
      setProblem(error);
    }
  };
  return (
    <>
      <div className="page-head">
        <h1>用户</h1>
        <span className="quiet">一人一个用户名、一个角色</span>
      </div>
      <Problem error={problem} />
      {granted !== undefined && <GrantedNote granted={granted} />}
      <NewUserForm act={act} />
      <Answered query={query}>
        {({ items }) => (
          <Sheet label="用户" columns={columnsOf(act)} rows={items} keyOf={({ login }) => login} />
        )}
      </Answered>
      <ReleaseRules />
    </>
  );
}

export type Act = (path: string, body?: unknown) => Promise<void>;

const STATES: Readonly<Record<User['state'], string>> = {
  active: '正常',
  waiting: '待另一管理员同意',
  disabled: '停用',
};
const ASKED: Readonly<Record<string, string>> = { add: '新增', reset: '重设密码', role: '改为' };

const columnsOf = (act: Act): readonly Column<User>[] => [
  { key: 'login', title: '用户名', look: 'short' },
  { key: 'name', title: '姓名', look: 'short' },
  { key: 'role', title: '角色', look: 'short', draw: ({ role }) => ROLE_NAMES[role] },
  { key: 'bank', title: '银行', look: 'short' },
  { key: 'state', title: '状态', look: 'short', draw: ({ state }) => STATES[state] },
  {
    key: 'waiting',
    title: '等待同意的',
    look: 'text',
    draw: ({ waiting }) =>
      waiting === undefined
        ? ''
        : `${ASKED[waiting.action] ?? ''}${waiting.role === undefined ? '' : ROLE_NAMES[waiting.role]}(${waiting.by},${moment(waiting.at)})`,
  },
  { key: 'totp', title: '动态口令', look: 'short', draw: ({ totp }) => (totp ? '已设' : '未设') },
  { key: 'last_login_at', title: '上次登录', look: 'moment' },
  { key: 'locked_until', title: '锁定到', look: 'moment' },
  { key: 'action', title: '办理', look: 'short', draw: (user) => <UserActions user={user} act={act} /> },
];
