import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { get } from '../api/client.js';
import { useMe } from '../api/me.js';
import type { Stories, Story } from '../api/types.js';
import { Answered } from '../parts/ask.js';
import type { Column } from '../parts/column.js';
import { NumberLink } from '../parts/number-link.js';
import { Sheet } from '../parts/sheet.js';
import { Nothing } from '../parts/states.js';
import { StorySteps } from './story-steps.js';

/** 一笔贷款: its whole story. */
export function ItemPage() {
  const { _splat: number = '' } = useParams({ strict: false }) as { _splat?: string };
  const query = useQuery({
    queryKey: ['item', number],
    queryFn: () => get<Stories>(`/items/${encodeURIComponent(number)}`),
  });
  return (
    <Answered query={query}>
      {(stories) => (
        <>
          {stories.length === 0 && <Nothing>没有编号为「{number}」的业务,或者不属于您。</Nothing>}
          {stories.map((story) => (
            <Loan key={`${story.bank}${story.iou}`} story={story} asked={number} />
          ))}
        </>
      )}
    </Answered>
  );
}

function Loan({ story, asked }: { readonly story: Story; readonly asked: string }) {
  const me = useMe();
  const { bank, iou, numbers, steps, changes, postings } = story;
  return (
    <article>
      <div className="page-head">
        <h1>
          {bank} 借据 {iou}
        </h1>
        <span className="grow" />
        {me.role === 'maker' && (
          <Link to="/corrections" search={{ number: asked }}>
            提冲正
          </Link>
        )}
        <Button onClick={() => window.print()}>打印</Button>
      </div>
      <p className="numbers">
        {numbers.map((number) => (
          <NumberLink key={number} number={number} />
        ))}
      </p>
      <section className="panel">
        <h2>经过</h2>
        <StorySteps steps={steps} />
      </section>
      <section>
        <h2>状态变化</h2>
        {changes.length === 0 ? (
          <Nothing>状态没有因别处的文件变过。</Nothing>
        ) : (
          <Sheet
            label="状态变化"
            columns={CHANGES}
            rows={changes}
            keyOf={({ on, number, to }, index) => `${on}${number}${to}${index}`}
          />
        )}
      </section>
      <section>
        <h2>分录</h2>
        {postings.length === 0 ? (
          <Nothing>这笔贷款还没有分录。</Nothing>
        ) : (
          <Sheet
            label="分录"
            columns={POSTINGS}
            rows={postings}
            keyOf={({ entry, account }, index) => `${entry}${account}${index}`}
          />
        )}
      </section>
    </article>
  );
}

const CHANGES: readonly Column<Story['changes'][number]>[] = [
  { key: 'on', title: '日期', look: 'short' },
  { key: 'number', title: '业务编号', look: 'number' },
  { key: 'from', title: '原状态', look: 'state' },
  { key: 'to', title: '新状态', look: 'state' },
  { key: 'message', title: '说明', look: 'long' },
];

const POSTINGS: readonly Column<Story['postings'][number]>[] = [
  { key: 'entry', title: '分录', look: 'count' },
  { key: 'on', title: '日期', look: 'short' },
  { key: 'text', title: '摘要', look: 'long' },
  { key: 'account', title: '科目', look: 'short' },
  { key: 'debit', title: '借方', look: 'amount' },
  { key: 'credit', title: '贷方', look: 'amount' },
  { key: 'number', title: '业务编号', look: 'number' },
];
