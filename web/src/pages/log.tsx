import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { get, queryOf } from '../api/client.js';
import type { Log as LogAnswer, LogEntry } from '../api/types.js';
import type { Column } from '../parts/column.js';
import { Sheet } from '../parts/sheet.js';
import { StateTag } from '../parts/state-tag.js';
import { Loading, Nothing, Trouble } from '../parts/states.js';
import { TextField } from '../parts/text-field.js';

/** 日志: who did what and when; only added to, each line chained to the one before. */
export function Log() {
  const { q = '' } = useSearch({ strict: false }) as { q?: string };
  const navigate = useNavigate();
  const [typed, setTyped] = useState(q);
  useEffect(() => setTyped(q), [q]);
  const log = useInfiniteQuery({
    queryKey: ['log', q],
    queryFn: ({ pageParam }) => get<LogAnswer>(`/log${queryOf({ q, cursor: pageParam, limit: 100 })}`),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const entries = log.data?.pages.flatMap(({ items }) => items) ?? [];
  const chain = log.data?.pages[0]?.chain;
  return (
    <>
      <div className="page-head">
        <h1>日志</h1>
        {chain !== undefined && (
          <span className="quiet">
            共{chain.entries}条,哈希链
            <StateTag state={chain.intact ? '一致' : '不一致'} />
            {chain.broken_at === undefined ? '' : ` 第${chain.broken_at}条断开`}
          </span>
        )}
        <span className="grow" />
        <Button href={`/api/log.csv${queryOf({ q })}`} download>
          导出
        </Button>
      </div>
      <form
        className="filters"
        onSubmit={(event) => {
          event.preventDefault();
          void navigate({ to: '/log', search: { q: typed.trim() } });
        }}
      >
        <TextField label="查找" type="search" value={typed} set={setTyped} hint="用户名、动作、对象" />
        <Button htmlType="submit">查询</Button>
      </form>
      {log.isPending && <Loading />}
      {log.error !== null && <Trouble error={log.error} again={() => void log.refetch()} />}
      {log.isSuccess && entries.length === 0 && <Nothing>没有这样的记录。</Nothing>}
      {entries.length > 0 && (
        <Sheet label="日志" columns={COLUMNS} rows={entries} keyOf={({ id }) => String(id)} />
      )}
      {log.hasNextPage && (
        <div className="pager">
          <Button loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            更早的
          </Button>
        </div>
      )}
    </>
  );
}

const COLUMNS: readonly Column<LogEntry>[] = [
  { key: 'id', title: '序号', look: 'count' },
  { key: 'at', title: '时间', look: 'moment' },
  { key: 'login', title: '用户', look: 'short' },
  { key: 'action', title: '动作', look: 'short' },
  { key: 'subject', title: '对象', look: 'text' },
  { key: 'detail', title: '内容', look: 'long' },
];
