import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Tabs } from 'antd';
import { useState } from 'react';
import { get, queryOf } from '../api/client.js';
import type { RuleLine, RulePage, Rules as RulesAnswer, Table, Tables } from '../api/types.js';
import { Answered } from '../parts/ask.js';
import type { Column } from '../parts/column.js';
import { Dialog } from '../parts/dialog.js';
import { Sheet } from '../parts/sheet.js';
import { TextField } from '../parts/text-field.js';
import { dayOf, KIND_WORDS } from '../parts/words.js';
import { RuleText } from './rule-text.js';

/** 规则: the rule book and the parameters in force on a day, and how far the dated tables reach. */
export function Rules() {
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { code?: string; on?: string; tab?: string };
  const on = search.on ?? '';
  const show = (words: { code?: string | undefined; on?: string | undefined; tab?: string }): void => {
    void navigate({ to: '.', search: { ...search, ...words } as Record<string, string> });
  };
  const [typed, setTyped] = useState(on);
  const type = (text: string): void => {
    setTyped(text);
    if (text === '' || dayOf(text) !== undefined) show({ on: dayOf(text) });
  };
  const query = useQuery({
    queryKey: ['rules', on],
    queryFn: () => get<RulesAnswer>(`/rules${queryOf({ on })}`),
  });
  return (
    <>
      <div className="page-head">
        <h1>规则</h1>
        <span className="quiet">每个代码的条款、理解和例子;参数按日期生效</span>
      </div>
      <div className="filters">
        <TextField label="看哪一天的" hint="不填为今天" value={typed} set={type} />
      </div>
      <Tabs
        activeKey={search.tab ?? 'rules'}
        onChange={(tab) => show({ tab })}
        items={[
          {
            key: 'rules',
            label: '规则目录',
            children: <Answered query={query}>{({ items }) => <Book items={items} show={show} />}</Answered>,
          },
          {
            key: 'parameters',
            label: '现行参数',
            children: (
              <Answered query={query}>
                {({ parameters }) => (
                  <Sheet
                    label="现行参数"
                    columns={PARAMETERS}
                    rows={parameters}
                    keyOf={({ scheme, name }) => `${scheme}${name}`}
                  />
                )}
              </Answered>
            ),
          },
          { key: 'tables', label: '日期表', children: <DatedTables /> },
        ]}
      />
      {search.code !== undefined && (
        <OneRule code={search.code} on={on} close={() => show({ code: undefined })} />
      )}
    </>
  );
}

interface BookProps {
  readonly items: readonly RuleLine[];
  readonly show: (words: { code: string }) => void;
}

function Book({ items, show }: BookProps) {
  const [text, setText] = useState('');
  const found = items.filter(({ code, title }) =>
    `${code}${title}`.toLowerCase().includes(text.toLowerCase()),
  );
  const columns: readonly Column<RuleLine>[] = [
    {
      key: 'code',
      title: '代码',
      look: 'short',
      draw: ({ code }) => (
        <Button type="link" size="small" onClick={() => show({ code })}>
          {code}
        </Button>
      ),
    },
    { key: 'title', title: '名称', look: 'text' },
    {
      key: 'kinds',
      title: '用于',
      look: 'text',
      draw: ({ kinds }) =>
        kinds.length === Object.keys(KIND_WORDS).length
          ? '各类文件'
          : kinds.map((kind) => KIND_WORDS[kind] ?? kind).join('、'),
    },
    { key: 'severity', title: '结果', look: 'text' },
    { key: 'articles', title: '依据条款', look: 'text' },
  ];
  return (
    <>
      <div className="filters">
        <TextField label="查找规则" type="search" value={text} set={setText} hint="代码或名称" />
      </div>
      <Sheet label="规则目录" tall columns={columns} rows={found} keyOf={({ code }) => code} />
    </>
  );
}

function OneRule(props: { readonly code: string; readonly on: string; readonly close: () => void }) {
  const { code, on, close } = props;
  const query = useQuery({
    queryKey: ['rule', code, on],
    queryFn: () => get<RulePage>(`/rules/${encodeURIComponent(code)}${queryOf({ on })}`),
  });
  return (
    <Dialog title={code} open close={close}>
      <Answered query={query}>{({ text }) => <RuleText text={text} />}</Answered>
    </Dialog>
  );
}

function DatedTables() {
  const query = useQuery({ queryKey: ['tables'], queryFn: () => get<Tables>('/tables') });
  return (
    <Answered query={query}>
      {({ items }) => <Sheet label="日期表" columns={TABLES} rows={items} keyOf={({ file }) => file} />}
    </Answered>
  );
}

const PARAMETERS: readonly Column<RulesAnswer['parameters'][number]>[] = [
  { key: 'scheme', title: '政策类型', look: 'short' },
  { key: 'name', title: '参数', look: 'text' },
  { key: 'value', title: '值', look: 'text' },
  { key: 'article', title: '依据条款', look: 'text' },
];

const TABLES: readonly Column<Table>[] = [
  { key: 'name', title: '表', look: 'text' },
  { key: 'file', title: '文件', look: 'short' },
  { key: 'lines', title: '行数', look: 'count' },
  { key: 'last', title: '最后日期', look: 'short' },
  { key: 'note', title: '说明', look: 'long' },
];
