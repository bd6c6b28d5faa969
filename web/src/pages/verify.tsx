import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { get, post } from '../api/client.js';
import { useMe } from '../api/me.js';
import type { ManifestLine, Verify as VerifyAnswer } from '../api/types.js';
import { Answered } from '../parts/ask.js';
import type { Column } from '../parts/column.js';
import { Facts } from '../parts/facts.js';
import { Problem } from '../parts/problem.js';
import { Sheet } from '../parts/sheet.js';
import { StateTag } from '../parts/state-tag.js';
import { Nothing } from '../parts/states.js';
import { moment } from '../parts/words.js';

/** 核验: the chains of digests, and whether everything derived again from the archive was the same. */
export function Verify() {
  const me = useMe();
  const queries = useQueryClient();
  const [problem, setProblem] = useState<unknown>();
  const query = useQuery({
    queryKey: ['verify'],
    queryFn: () => get<VerifyAnswer>('/verify'),
    refetchInterval: ({ state }) => (state.data?.running === true ? 2_000 : false),
  });
  const start = async (): Promise<void> => {
    setProblem(undefined);
    try {
      await post('/verify');
      await queries.invalidateQueries({ queryKey: ['verify'] });
    } catch (error) {
      setProblem(error);
    }
  };
  const mayStart = me.role === 'checker' || me.role === 'auditor';
  const running = query.data?.running === true;
  return (
    <>
      <div className="page-head">
        <h1>核验</h1>
        <span className="quiet">从存档的原始文件重算一遍,与账簿和输出逐字节比较</span>
        <span className="grow" />
        {mayStart && (
          <Button type="primary" loading={running} onClick={() => void start()}>
            {running ? '正在核验' : '开始核验'}
          </Button>
        )}
      </div>
      <Problem error={problem} />
      <Answered query={query}>
        {(verify) => (
          <>
            {running && (
              <p className="note note-blue" role="status">
                正在从存档重算,要几分钟;可以离开本页,结果留在这里。
              </p>
            )}
            <Last last={verify.last} mayStart={mayStart} />
            <section className="panel">
              <h2>分录哈希链</h2>
              <Facts
                facts={[
                  ['分录', `${verify.journal.entries}笔`],
                  ['链', <StateTag key="chain" state={verify.journal.intact ? '一致' : '不一致'} />],
                  ['末笔哈希', verify.journal.head ?? '(无)'],
                ]}
              />
            </section>
            <h2>每日清单</h2>
            {verify.manifests.length === 0 ? (
              <Nothing>还没有清单。每个有输出的日期有一份,逐日相连。</Nothing>
            ) : (
              <Sheet
                label="每日清单"
                columns={MANIFESTS}
                rows={verify.manifests}
                keyOf={({ date }) => date}
              />
            )}
          </>
        )}
      </Answered>
    </>
  );
}

function Last(props: { readonly last: VerifyAnswer['last']; readonly mayStart: boolean }) {
  const { last, mayStart } = props;
  if (last === null)
    return (
      <Nothing>
        还没有核验过。{mayStart ? '点「开始核验」即可。' : '由托管复核或审计在本页点「开始核验」。'}
      </Nothing>
    );
  return (
    <section className="panel">
      <h2>最近一次核验</h2>
      <Facts
        facts={[
          ['时间', `${moment(last.at)},用时${last.seconds}秒`],
          ['结果', <StateTag key="result" state={last.equal ? '一致' : '不一致'} />],
          ...(last.equal
            ? []
            : ([
                ['不同之处', `${last.what ?? ''} ${last.where ?? ''}`],
                ['账簿中', last.kept ?? ''],
                ['重算得', last.computed ?? ''],
              ] as const)),
        ]}
      />
    </section>
  );
}

const MANIFESTS: readonly Column<ManifestLine>[] = [
  { key: 'date', title: '日期', look: 'short' },
  { key: 'files', title: '文件数', look: 'count' },
  {
    key: 'intact',
    title: '与前一日相连',
    look: 'short',
    draw: ({ intact }) => <StateTag state={intact ? '一致' : '不一致'} />,
  },
  { key: 'sha256', title: 'SHA-256', look: 'text' },
];
