import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useMe } from '../api/me.js';
import type { CheckedFile } from '../api/types.js';
import { checkFile } from '../api/uploads.js';
import { Sending } from '../parts/sending.js';
import { messageOf } from '../parts/states.js';
import { Checked } from './checked.js';
import { SendDialog } from './send-dialog.js';
import { Uploads } from './uploads.js';

/** 报送: choose a file, see what it would come to, send it. */
export function Upload() {
  const me = useMe();
  const sends = me.role === 'bank' || me.role === 'account';
  return (
    <>
      <div className="page-head">
        <h1>报送</h1>
        <span className="quiet">
          {sends ? '文件原样放入贵方的收件箱,和其他渠道报送的走同一条路。' : '您放行或退回同事的报送。'}
        </span>
      </div>
      {sends && <Choose />}
      <Uploads />
    </>
  );
}

/** Endings that the contract takes; a bank's own statement formats are the account's alone. */
const ENDINGS: Readonly<Record<string, string>> = {
  bank: '.csv,.xlsx',
  account: '.csv,.xlsx,.xml,.sta,.mt940',
};

function Choose() {
  const me = useMe();
  const queries = useQueryClient();
  const [file, setFile] = useState<File>();
  const [checked, setChecked] = useState<CheckedFile>();
  const [problem, setProblem] = useState('');
  const [share, setShare] = useState<number>();
  const [asking, setAsking] = useState(false);
  const choose = (chosen: File | undefined): void => {
    setFile(chosen);
    setChecked(undefined);
    setProblem('');
  };
  const check = async (): Promise<void> => {
    if (file === undefined) return;
    setShare(0);
    setProblem('');
    try {
      setChecked(await checkFile(file, setShare));
    } catch (error) {
      setProblem(messageOf(error));
    } finally {
      setShare(undefined);
    }
  };
  return (
    <>
      <section className="panel">
        <label className="drop">
          选择文件
          <input
            type="file"
            accept={ENDINGS[me.role]}
            onChange={(event) => choose(event.target.files?.[0])}
          />
        </label>
        <p className="quiet">
          {me.role === 'bank'
            ? 'CSV 或 Excel(.xlsx),文件名以类别开头:备案、变更、补偿申请、追偿回收、核销申请,如「补偿申请-202607.csv」。'
            : 'CSV、Excel(.xlsx),或银行系统导出的对账单(camt.053 的 .xml,MT940 的 .sta、.mt940),文件名以「账户流水」开头,如「账户流水-202607.csv」。'}
        </p>
        {file !== undefined && (
          <p role="status">
            已选择:<strong>{file.name}</strong>({file.size}字节)
          </p>
        )}
        <div className="buttons">
          <Button disabled={file === undefined} loading={share !== undefined} onClick={() => void check()}>
            试算
          </Button>
          <Button type="primary" disabled={file === undefined} onClick={() => setAsking(true)}>
            正式报送
          </Button>
        </div>
        <Sending share={share} then="文件已上传,正在试算…" />
        {problem !== '' && (
          <p role="alert" className="note note-red">
            {problem}
          </p>
        )}
      </section>
      {checked !== undefined && <Checked checked={checked} />}
      {file !== undefined && (
        <SendDialog
          file={file}
          open={asking}
          close={() => setAsking(false)}
          sent={() => void queries.invalidateQueries({ queryKey: ['uploads'] })}
        />
      )}
    </>
  );
}
