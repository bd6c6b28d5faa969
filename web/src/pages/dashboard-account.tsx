import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { get } from '../api/client.js';
import { listQuery } from '../api/lists.js';
import type {
  ExceptionsItem,
  FilesItem,
  StatementLinesItem,
  Tables,
  Uploads,
  Waiting,
} from '../api/types.js';
import { Answered } from '../parts/ask.js';
import { Nothing } from '../parts/states.js';
import { Waits } from '../parts/waits.js';
import { total } from '../parts/words.js';
import { FilesToday, TableDeadlines } from './dashboard-tables.js';

/** More than so many lines are said to be so many and more. */
const MOST = 200;

/** 工作台 of the bank that keeps the account: what its statements left open, and how far they reach. */
export function ForAccount() {
  const lines = useQuery(
    listQuery<StatementLinesItem>('statement-lines', { sort: '-received_on' }, undefined, 1),
  );
  const suspense = useQuery(
    listQuery<StatementLinesItem>('statement-lines', { status: '待查' }, undefined, MOST),
  );
  const exceptions = useQuery(listQuery<ExceptionsItem>('exceptions', { status: '未处理' }, undefined, MOST));
  const uploads = useQuery({ queryKey: ['uploads'], queryFn: () => get<Uploads>('/uploads') });
  const files = useQuery(listQuery<FilesItem>('files', {}, undefined, 20));
  const tables = useQuery({ queryKey: ['tables'], queryFn: () => get<Tables>('/tables') });
  const open: Waiting[] = [
    {
      what: '正在收取的上传',
      count: (uploads.data?.items ?? []).filter(({ state }) => state === 'released').length,
      amount: null,
      oldest_days: null,
      link: '/upload',
    },
    {
      what: '未处理的例外',
      count: exceptions.data?.items.length ?? 0,
      amount: null,
      oldest_days: null,
      link: '/exceptions?status=未处理',
    },
    {
      what: '待查款',
      count: suspense.data?.items.length ?? 0,
      amount: total((suspense.data?.items ?? []).map((line) => (line.suspense ?? '').replace('-', ''))),
      oldest_days: null,
      link: '/statement-lines?status=待查',
    },
  ];
  return (
    <>
      <div className="columns">
        <Waits title="流水中还没有着落的" lines={open} none="每一笔流水都有着落。" />
        <section className="panel">
          <h2>报送专户流水</h2>
          <Answered query={lines}>
            {({ items: [last] }) =>
              last === undefined ? (
                <Nothing>还没有报送过流水。</Nothing>
              ) : (
                <p>
                  最近收到的流水到{last.booked_on},于{last.received_on}收到。
                </p>
              )
            }
          </Answered>
          <p>
            <Link to="/upload">去报送</Link>:选择账户流水文件,先试算,再正式报送。
          </p>
        </section>
      </div>
      <Answered query={tables}>
        {({ items }) => (
          <TableDeadlines
            tables={items.filter(({ file }) => file === 'workdays.csv')}
            what={(name) => `${name}到期`}
          />
        )}
      </Answered>
      <Answered query={files}>
        {({ items }) => (
          <FilesToday
            title="最近的文件"
            files={items.map((file) => ({
              ...file,
              rows: file.rows ?? 0,
              rejected: file.rejected ?? 0,
              id: file.id ?? 0,
            }))}
          />
        )}
      </Answered>
    </>
  );
}
