import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { get } from '../api/client.js';
import { useMe } from '../api/me.js';
import type { Dashboard as Figures } from '../api/types.js';
import { ROLE_NAMES } from '../app/roles.js';
import { Answered } from '../parts/ask.js';
import { grouped } from '../parts/words.js';
import { Waits } from '../parts/waits.js';
import { ForAccount } from './dashboard-account.js';
import { ForAdmin } from './dashboard-admin.js';
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
            <div className="stack">
              <FundNow figures={figures} />
              {figures.elsewhere.length > 0 && <Waits title="在别人手里" lines={figures.elsewhere} none="" />}
            </div>
          </div>
          <Deadlines lines={figures.deadlines} />
          <NearSuspensions lines={figures.near_suspension} />
          <FilesToday files={figures.files_today} />
        </>
      )}
    </Answered>
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
