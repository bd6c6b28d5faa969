import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { get } from '../api/client.js';
import { useMe } from '../api/me.js';
import type { Dashboard as Figures, Waiting } from '../api/types.js';
import { ROLE_NAMES } from '../app/roles.js';
import { AddressLink } from '../parts/address-link.js';
import { Answered } from '../parts/ask.js';
import { Nothing } from '../parts/states.js';
import { grouped } from '../parts/words.js';
import { Deadlines, FilesToday, NearSuspensions } from './dashboard-tables.js';

/** 工作台: what waits for me, what is late, what is due next. */
export function Dashboard() {
  const me = useMe();
  return (
    <>
      <div className="page-head">
        <h1>工作台</h1>
        <span className="quiet">
          {me.name},{ROLE_NAMES[me.role]}
        </span>
      </div>
      {me.role === 'admin' ? <ForAdmin /> : me.role === 'account' ? <ForAccount /> : <ForBusiness />}
    </>
  );
}

function ForBusiness() {
  const query = useQuery({ queryKey: ['dashboard'], queryFn: () => get<Figures>('/dashboard') });
  return (
    <Answered query={query}>
      {(figures) => (
        <>
          <div className="columns">
            <Waits title="等我处理" lines={figures.waiting} none="没有等您处理的事项。" />
            <Waits title="逾期和久未处理" lines={figures.late} none="没有逾期或久未处理的事项。" />
            <FundNow figures={figures} />
          </div>
          <Deadlines lines={figures.deadlines} />
          <NearSuspensions lines={figures.near_suspension} />
          <FilesToday files={figures.files_today} />
        </>
      )}
    </Answered>
  );
}

function Waits(props: { readonly title: string; readonly lines: readonly Waiting[]; readonly none: string }) {
  const open = props.lines.filter(({ count }) => count > 0);
  return (
    <section className="panel">
      <h2>{props.title}</h2>
      {open.length === 0 && <Nothing>{props.none}</Nothing>}
      <ul className="waits">
        {open.map(({ what, count, amount, oldest_days, link }) => (
          <li key={what}>
            <span>{what}</span>
            <AddressLink to={link}>
              <strong>{count}</strong>件
            </AddressLink>
            <span className="amount">{amount === null ? '' : `${grouped(amount)}元`}</span>
            <span className="quiet one-line">{oldest_days === null ? '' : `最久${oldest_days}天`}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function FundNow({ figures }: { readonly figures: Figures }) {
  const { fund_usable, available, as_of } = figures;
  return (
    <section className="panel">
      <h2>资金</h2>
      {available === null ? (
        <p>
          补偿资金<strong>{fund_usable ? '可用' : '不可用'}</strong>
        </p>
      ) : (
        <p className="figure">
          <Link to="/fund">{grouped(available)}</Link>元<span className="quiet">可用余额</span>
        </p>
      )}
      <p className="quiet">截至{as_of}</p>
    </section>
  );
}

function ForAdmin() {
  return (
    <section className="panel">
      <h2>您管理账号和角色</h2>
      <p>管理员不看业务数据。经办、复核、审批角色的授予和重设,须另一管理员同意。</p>
      <ul>
        <li>
          <Link to="/users">用户</Link>:新增、停用、重设密码,同意或不同意另一管理员的授权
        </li>
        <li>
          <Link to="/log">日志</Link>:谁在何时做了什么,可以导出
        </li>
      </ul>
    </section>
  );
}

function ForAccount() {
  return (
    <section className="panel">
      <h2>您报送专户流水</h2>
      <ul>
        <li>
          <Link to="/upload">报送</Link>:选择账户流水文件,先试算,再正式报送
        </li>
        <li>
          <Link to="/statement-lines">账户流水</Link>:已收取的流水行
        </li>
        <li>
          <Link to="/exceptions">例外</Link>:没有对上的流水行和原因
        </li>
      </ul>
    </section>
  );
}
