import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { type FormEvent, useEffect, useState } from 'react';
import type { Filter } from '../api/lists.js';
import { schemeChoices, useSchemes } from '../api/schemes.js';
import { sessionQuery } from '../api/session.js';
import type { ListSpec } from '../lists/list.js';
import { Select } from './select.js';
import { TextField } from './text-field.js';
import { dayOf } from './words.js';

interface FiltersProps {
  readonly list: ListSpec;
  readonly filter: Filter;
  readonly set: (words: Filter) => void;
}

const DAY = '如 2026-09-30';

/** What a list is narrowed by. Choices take effect at once, typed words with 查询 or Enter. */
export function Filters({ list, filter, set }: FiltersProps) {
  const session = useQuery(sessionQuery).data;
  const schemes = useSchemes();
  const ownBank = session?.bank ?? undefined;
  const [typed, setTyped] = useState<Filter>(filter);
  const given = JSON.stringify(filter);
  useEffect(() => setTyped(JSON.parse(given) as Filter), [given]);
  const type = (key: string) => (value: string) => setTyped({ ...typed, [key]: value });
  const word = (key: string): string => typed[key] ?? '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    set({
      q: word('q').trim() || undefined,
      bank: word('bank').trim().toUpperCase() || undefined,
      from: dayOf(word('from')),
      to: dayOf(word('to')),
    });
  };
  const { filters } = list;
  const any = Object.entries(filter).some(([key, value]) => key !== 'sort' && value !== undefined);
  return (
    <form className="filters" onSubmit={submit}>
      <TextField label="查找" type="search" value={word('q')} set={type('q')} hint={list.find} />
      {list.states.length > 0 && (
        <Select
          label={list.stateTitle ?? '状态'}
          none="全部"
          choices={list.states}
          value={filter['status'] ?? ''}
          set={(status) => set({ status: status || undefined })}
        />
      )}
      {filters.includes('scheme') && (
        <Select
          label="政策类型"
          none="全部"
          choices={schemeChoices(schemes)}
          value={filter['scheme'] ?? ''}
          set={(scheme) => set({ scheme: scheme || undefined })}
        />
      )}
      {filters.includes('bank') && ownBank === undefined && (
        <TextField label="银行" value={word('bank')} set={type('bank')} hint="代码" />
      )}
      {filters.includes('days') && (
        <>
          <TextField label={`${list.dayTitle}自`} hint={DAY} value={word('from')} set={type('from')} />
          <TextField label="至" hint={DAY} value={word('to')} set={type('to')} />
        </>
      )}
      <Button htmlType="submit">查询</Button>
      {any && <Button onClick={() => set(CLEAR)}>清除筛选</Button>}
    </form>
  );
}

const CLEAR: Filter = {
  q: undefined,
  status: undefined,
  bank: undefined,
  scheme: undefined,
  from: undefined,
  to: undefined,
};
