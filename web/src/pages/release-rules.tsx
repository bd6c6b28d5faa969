import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask, get } from '../api/client.js';
import type { ReleaseRule, ReleaseRules as RuleList } from '../api/types.js';
import { Answered } from '../parts/ask.js';
import type { Column } from '../parts/column.js';
import { Problem } from '../parts/problem.js';
import { Sheet } from '../parts/sheet.js';

/** Which of a bank's uploads wait for a second person there. */
export function ReleaseRules() {
  const queries = useQueryClient();
  const [problem, setProblem] = useState<unknown>();
  const query = useQuery({ queryKey: ['release-rules'], queryFn: () => get<RuleList>('/release-rules') });
  const set = async (rule: ReleaseRule): Promise<void> => {
    setProblem(undefined);
    try {
      queries.setQueryData(['release-rules'], await ask<RuleList>('PUT', '/release-rules', rule));
    } catch (error) {
      setProblem(error);
    }
  };
  const columns: readonly Column<ReleaseRule>[] = [
    { key: 'bank', title: '银行', look: 'short' },
    { key: 'kind', title: '类别', look: 'kind' },
    {
      key: 'two_persons',
      title: '须第二人放行',
      look: 'short',
      draw: (rule) => (
        <input
          type="checkbox"
          aria-label={`${rule.bank} ${rule.kind} 须第二人放行`}
          checked={rule.two_persons}
          onChange={() => void set({ ...rule, two_persons: !rule.two_persons })}
        />
      ),
    },
  ];
  return (
    <section>
      <h2>银行报送的放行</h2>
      <Problem error={problem} />
      <Answered query={query}>
        {({ items }) => (
          <Sheet
            label="银行报送的放行"
            columns={columns}
            rows={items}
            keyOf={({ bank, kind }) => `${bank}${kind}`}
          />
        )}
      </Answered>
    </section>
  );
}
