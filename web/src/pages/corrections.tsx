import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { ProposedRow } from '../api/proposals.js';
import { schemeChoices, useSchemes } from '../api/schemes.js';
import { Select } from '../parts/select.js';
import { TextField } from '../parts/text-field.js';
import { ProposeDialog } from './propose-dialog.js';

/** 冲正与资格: what takes something back, and what bars a bank. Each becomes a file only when another approved it. */
export function Corrections() {
  return (
    <>
      <div className="page-head">
        <h1>冲正与资格</h1>
        <span className="quiet">填好后提交复核,另一人批准后成为文件</span>
      </div>
      <div className="columns">
        <Correction />
        <Standing />
      </div>
    </>
  );
}

const ACTIONS: Readonly<Record<string, string>> = {
  重审: '把业务退回待核,重新决定',
  取消备案: '取消一笔备案',
  追回: '追回已拨付的钱;金额不填为全部余额',
  撤销回收: '撤销一笔追偿回收或追回',
};

function Correction() {
  const search = useSearch({ strict: false }) as { number?: string };
  const [number, setNumber] = useState(search.number ?? '');
  const [action, setAction] = useState('重审');
  const [amount, setAmount] = useState('');
  const [documentNo, setDocumentNo] = useState('');
  const row: ProposedRow = {
    business_no: number.trim(),
    action,
    ...(action === '追回' && amount.trim() !== '' ? { amount: amount.trim() } : {}),
    document_no: documentNo.trim(),
  };
  return (
    <ProposalForm
      title="冲正"
      kind="correction"
      row={row}
      ready={row['business_no'] !== '' && row['document_no'] !== ''}
    >
      <TextField label="业务编号" value={number} set={setNumber} hint="如 C-银行-政策-借据编号" />
      <Select label="处理" choices={Object.keys(ACTIONS)} value={action} set={setAction} />
      <p className="quiet">{ACTIONS[action]}</p>
      {action === '追回' && (
        <TextField label="追回金额(元)" value={amount} set={setAmount} hint="不填为全部余额" />
      )}
      <TextField label="依据文号" value={documentNo} set={setDocumentNo} />
    </ProposalForm>
  );
}

function Standing() {
  const schemes = useSchemes();
  const [bank, setBank] = useState('');
  const [scheme, setScheme] = useState('');
  const [action, setAction] = useState('暂停');
  const [documentNo, setDocumentNo] = useState('');
  const row: ProposedRow = { bank: bank.trim(), scheme, action, document_no: documentNo.trim() };
  return (
    <ProposalForm
      title="资格"
      kind="standing"
      row={row}
      ready={row['bank'] !== '' && scheme !== '' && row['document_no'] !== ''}
    >
      <TextField label="银行代码" value={bank} set={setBank} />
      <Select
        label="政策类型"
        none="请选择"
        choices={schemeChoices(schemes)}
        value={scheme}
        set={setScheme}
      />
      <Select label="处理方式" choices={['暂停', '恢复']} value={action} set={setAction} />
      <p className="quiet">暂停期间照常收备案和申请,初审时暂停补偿。</p>
      <TextField label="资格依据文号" value={documentNo} set={setDocumentNo} />
    </ProposalForm>
  );
}

interface ProposalFormProps {
  readonly title: string;
  readonly kind: 'correction' | 'standing';
  readonly row: ProposedRow;
  readonly ready: boolean;
  readonly children: React.ReactNode;
}

function ProposalForm({ title, kind, row, ready, children }: ProposalFormProps) {
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  return (
    <form
      className="panel"
      onSubmit={(event) => {
        event.preventDefault();
        setAsking(true);
      }}
    >
      <h2>{title}</h2>
      {children}
      <Button htmlType="submit" disabled={!ready}>
        提出{title}
      </Button>
      {asking && (
        <ProposeDialog
          kind={kind}
          title={title}
          rows={[row]}
          close={() => setAsking(false)}
          done={() => void navigate({ to: '/proposals', search: {} })}
        />
      )}
    </form>
  );
}
