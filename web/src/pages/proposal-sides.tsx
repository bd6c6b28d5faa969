import { useQuery } from '@tanstack/react-query';
import { get } from '../api/client.js';
import type { Proposal, Stories } from '../api/types.js';
import { Answered } from '../parts/ask.js';
import { Facts } from '../parts/facts.js';
import { NumberLink } from '../parts/number-link.js';
import { Rows } from '../parts/rows.js';
import { StateTag } from '../parts/state-tag.js';
import { moment, stateWord } from '../parts/words.js';
import { StorySteps } from './story-steps.js';
import { useState } from 'react';
import { Select } from '../parts/select.js';

/** On one side the rows as they will stand in the file, on the other the item: row, rules and history. */
export function ProposalSides({ proposal }: { readonly proposal: Proposal }) {
  const { columns, rows, maker, checker, remark, attachments } = proposal;
  const signed: Readonly<Record<string, string>> = {
    maker: `${maker.name}(${maker.login})`,
    checker: checker === null ? '(批准时填入)' : `${checker.name}(${checker.login})`,
  };
  return (
    <div className="sides">
      <section>
        <Facts
          facts={[
            ['状态', <StateTag key="state" state={stateWord(proposal.state)} />],
            ['经办人', `${maker.name}(${maker.login}),${moment(maker.at)}`],
            ...(checker === null
              ? []
              : [['复核人', `${checker.name}(${checker.login}),${moment(checker.at)}`] as const]),
            ...(remark === null ? [] : [['退回意见', remark] as const]),
            ...(proposal.file_name === null ? [] : [['文件', proposal.file_name] as const]),
          ]}
        />
        <h2>批准后写入文件的{rows.length}行</h2>
        <Rows
          head={columns.map(({ header }) => header)}
          body={rows.map((row) => columns.map(({ key }) => row[key] || (signed[key] ?? '')))}
        />
        {attachments.length > 0 && (
          <>
            <h2>附件</h2>
            <ul>
              {attachments.map(({ digest, name }) => (
                <li key={digest}>
                  <a href={`/api/attachments/${digest}`} download={name}>
                    {name}
                  </a>
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
      <About proposal={proposal} />
    </div>
  );
}

/** The item of one of the rows at a time. */
function About({ proposal }: { readonly proposal: Proposal }) {
  const numbers = [...new Set(proposal.rows.map((row) => row['business_no'] ?? row['target'] ?? ''))].filter(
    (number) => /^[FCRWAZ]-/.test(number),
  );
  const [picked, setPicked] = useState<string>();
  const number = picked ?? numbers[0];
  const query = useQuery({
    queryKey: ['item', number],
    queryFn: () => get<Stories>(`/items/${encodeURIComponent(number ?? '')}`),
    enabled: number !== undefined,
  });
  if (number === undefined) return <section className="quiet">这份提议没有说到某一笔贷款。</section>;
  return (
    <section>
      {numbers.length > 1 ? (
        <Select label="看哪一笔" choices={numbers} value={number} set={setPicked} />
      ) : (
        <NumberLink number={number} />
      )}
      <Answered query={query}>
        {(stories) => (
          <>
            {stories.map((story) => (
              <StorySteps key={`${story.bank}${story.iou}`} steps={story.steps} />
            ))}
          </>
        )}
      </Answered>
    </section>
  );
}
