import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { get } from '../api/client.js';
import { useMe } from '../api/me.js';
import type { Log, Tables, User, Users, Waiting } from '../api/types.js';
import { Answered } from '../parts/ask.js';
import { StateTag } from '../parts/state-tag.js';
import { Waits } from '../parts/waits.js';
import { TableDeadlines } from './dashboard-tables.js';

/** 工作台 of an administrator: grants that wait, logins that are locked, and whether the log holds together. */
export function ForAdmin() {
  const me = useMe();
  const users = useQuery({ queryKey: ['users'], queryFn: () => get<Users>('/users') });
  const log = useQuery({ queryKey: ['log', 'head'], queryFn: () => get<Log>('/log?limit=1') });
  const tables = useQuery({ queryKey: ['tables'], queryFn: () => get<Tables>('/tables') });
  return (
    <>
      <div className="columns">
        <Answered query={users}>
          {({ items }) => (
            <Waits title="等我处理" lines={grants(items, me.login)} none="没有等您同意的授权。" />
          )}
        </Answered>
        <Answered query={users}>
          {({ items }) => <Waits title="账号" lines={accounts(items, me.login)} none="没有锁定的账号。" />}
        </Answered>
        <section className="panel">
          <h2>操作日志</h2>
          <Answered query={log}>
            {({ chain }) => (
              <p>
                <Link to="/log">{chain.entries}条</Link>,哈希链{' '}
                <StateTag state={chain.intact ? '一致' : '不一致'} />
              </p>
            )}
          </Answered>
          <p className="quiet">管理员不看业务数据。经办、复核、审批角色的授予和重设,须另一管理员同意。</p>
        </section>
      </div>
      <Answered query={tables}>
        {({ items }) => (
          <TableDeadlines
            tables={items.filter(({ note }) => note !== '')}
            what={(name) => `${name}的最后日期`}
          />
        )}
      </Answered>
    </>
  );
}

const line = (what: string, users: readonly User[]): Waiting => ({
  what,
  count: users.length,
  amount: null,
  oldest_days: null,
  link: '/users',
});

const grants = (users: readonly User[], me: string): Waiting[] => [
  line(
    '等我同意的授权',
    users.filter(({ waiting, login }) => waiting !== undefined && waiting.by !== me && login !== me),
  ),
];

const accounts = (users: readonly User[], me: string): Waiting[] => [
  line(
    '我提出、等另一管理员同意的',
    users.filter(({ waiting }) => waiting?.by === me),
  ),
  line(
    '连续输错密码而锁定的',
    users.filter(({ locked_until }) => locked_until !== undefined),
  ),
  line(
    '在用的账号',
    users.filter(({ state }) => state === 'active'),
  ),
];
