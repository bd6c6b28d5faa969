import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { get, queryOf } from '../api/client.js';
import type { FileRow, FileRows as RowsPage, TakenFile } from '../api/types.js';
import type { Column } from '../parts/column.js';
import { Select } from '../parts/select.js';
import { Sheet } from '../parts/sheet.js';
import { Loading, Nothing, Trouble } from '../parts/states.js';
import { FindingList, SenderCells } from './findings.js';

/** The receipt row by row, narrowed by result or code. */
export function FileRows({ file }: { readonly file: TakenFile }) {
  const [result, setResult] = useState('');
  const [code, setCode] = useState('');
  const rows = useInfiniteQuery({
    queryKey: ['file-rows', file.id, result, code],
    queryFn: ({ pageParam }) =>
      get<RowsPage>(`/files/${file.id}/rows${queryOf({ result, code, cursor: pageParam, limit: 100 })}`),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const all = rows.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <div className="filters">
        <Select label="结果" none="全部" choices={['受理', '退回', '待核']} value={result} set={setResult} />
        <Select
          label="代码"
          none="全部"
          choices={file.codes.map(({ code: word, rows: many }) => ({
            value: word,
            text: `${word}(${many}行)`,
          }))}
          value={code}
          set={setCode}
        />
      </div>
      {rows.isPending && <Loading />}
      {rows.error !== null && <Trouble error={rows.error} again={() => void rows.refetch()} />}
      {rows.isSuccess && all.length === 0 && <Nothing>没有这样的行。</Nothing>}
      {all.length > 0 && (
        <Sheet label="逐行回执" columns={columnsOf(file)} rows={all} keyOf={({ row_no }) => String(row_no)} />
      )}
      {rows.hasNextPage && (
        <div className="pager">
          <Button loading={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
            再看100行
          </Button>
        </div>
      )}
    </>
  );
}

const columnsOf = (file: Pick<TakenFile, 'columns'>): readonly Column<FileRow>[] => [
  { key: 'row_no', title: '行号', look: 'count' },
  { key: 'business_no', title: '业务编号', look: 'number' },
  { key: 'iou_no', title: '借据编号', look: 'short' },
  { key: 'result', title: '结果', look: 'state' },
  {
    key: 'findings',
    title: '所填内容与说明',
    look: 'long',
    draw: (row) =>
      row.cells === null || row.cells === undefined ? (
        <FindingList findings={row.findings} />
      ) : (
        <SenderCells columns={file.columns} cells={row.cells} findings={row.findings} />
      ),
  },
];
