import { Button } from 'antd';
import { useState } from 'react';
import { TextField } from '../parts/text-field.js';
import { ConfirmDialog } from './confirm-dialog.js';

/** 撤销: takes back a confirmation of a payment that has not left the account; prepared and released like any. */
export function Revoke() {
  const [number, setNumber] = useState('');
  const [documentNo, setDocumentNo] = useState('');
  const [asking, setAsking] = useState(false);
  const items = [{ business_no: number.trim(), amount: '' }];
  return (
    <details className="no-print">
      <summary>撤销一笔确认</summary>
      <form
        className="panel filters"
        onSubmit={(event) => {
          event.preventDefault();
          setAsking(true);
        }}
      >
        <TextField label="撤销的业务编号" value={number} set={setNumber} hint="C-QHB-XW-…" />
        <TextField label="撤销文号" value={documentNo} set={setDocumentNo} />
        <Button htmlType="submit" disabled={number.trim() === '' || documentNo.trim() === ''}>
          撤销
        </Button>
      </form>
      {asking && (
        <ConfirmDialog
          documentNo={documentNo.trim()}
          outcome="撤销"
          items={items}
          close={() => setAsking(false)}
          done={() => {
            setAsking(false);
            setNumber('');
            setDocumentNo('');
          }}
        />
      )}
    </details>
  );
}
