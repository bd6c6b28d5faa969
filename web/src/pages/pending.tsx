import { Button } from 'antd';
import { useState } from 'react';
import { useMe } from '../api/me.js';
import { pendingList as pending } from '../lists/queues.js';
import type { ListSpec } from '../lists/list.js';
import { NumberAndName } from '../parts/number-and-name.js';
import { textOf } from '../parts/value.js';
import type { Column, Row } from '../parts/column.js';
import { ListPage } from '../parts/list-page.js';
import { grouped, total } from '../parts/words.js';
import { ProposeDialog } from './propose-dialog.js';

type Chosen = ReadonlyMap<string, Row>;
/** The name stands under the number: so the reason and what a decision would do fit beside it. */
const pendingList: ListSpec = {
  ...pending,
  columns: pending.columns.map((column) =>
    column.key === 'business_no'
      ? {
          ...column,
          draw: (row) => (
            <NumberAndName number={textOf(row['business_no'])} name={textOf(row['enterprise_name'])} />
          ),
        }
      : column,
  ),
};

interface Deciding {
  readonly outcome: '通过' | '退回';
  readonly rows: readonly Row[];
}

/** 待核: the queue of referred items. The maker proposes for one or many at once; others look. */
export function Pending() {
  const me = useMe();
  const [chosen, setChosen] = useState<Chosen>(new Map());
  const [deciding, setDeciding] = useState<Deciding>();
  if (me.role !== 'maker') return <ListPage list={pendingList} />;
  const rows = [...chosen.values()];
  const single: Column = {
    key: 'action',
    title: '提议',
    look: 'short',
    draw: (row) =>
      textOf(row['proposal']) === '' ? (
        <Outcomes rows={[row]} decide={setDeciding} size="small" />
      ) : (
        '等待复核'
      ),
  };
  return (
    <>
      <ListPage
        list={pendingList}
        choose={{ chosen, set: setChosen }}
        {...(rows.length === 0 ? { action: single } : {})}
        above={
          <div className="choice-bar" role="status">
            {rows.length === 0 ? (
              <span className="quiet">逐件在行末提议,或勾选几件一起提议;由另一人复核后才成为文件。</span>
            ) : (
              <>
                <span>
                  已选{rows.length}件,合计{grouped(total(rows.map((row) => textOf(row['amount']))))}元
                </span>
                <Outcomes rows={rows} decide={setDeciding} />
                <Button onClick={() => setChosen(new Map())}>取消选择</Button>
              </>
            )}
          </div>
        }
      />
      {deciding !== undefined && (
        <ProposeDialog
          kind="decision"
          title={`审核决定:${deciding.outcome}${deciding.rows.length}件`}
          rows={deciding.rows.map((row) => ({
            business_no: textOf(row['business_no']),
            outcome: deciding.outcome,
          }))}
          close={() => setDeciding(undefined)}
          done={() => {
            setDeciding(undefined);
            setChosen(new Map());
          }}
        />
      )}
    </>
  );
}

function Outcomes(props: {
  readonly rows: readonly Row[];
  readonly decide: (deciding: Deciding) => void;
  readonly size?: 'small';
}) {
  const { rows, decide, size = 'middle' } = props;
  return (
    <span className="buttons">
      <Button size={size} onClick={() => decide({ outcome: '通过', rows })}>
        通过
      </Button>
      <Button danger size={size} onClick={() => decide({ outcome: '退回', rows })}>
        退回
      </Button>
    </span>
  );
}
