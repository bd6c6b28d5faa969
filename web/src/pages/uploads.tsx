import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { get, post } from '../api/client.js';
import { useMe } from '../api/me.js';
import type { Upload, Uploads as UploadList } from '../api/types.js';
import { Answered } from '../parts/ask.js';
import type { Column } from '../parts/column.js';
import { Dialog } from '../parts/dialog.js';
import { Facts } from '../parts/facts.js';
import { Sheet } from '../parts/sheet.js';
import { messageOf, Nothing } from '../parts/states.js';
import { TextField } from '../parts/text-field.js';
import { KIND_WORDS, moment } from '../parts/words.js';

/** What the institution has sent by the console, and what waits for a second person. */
export function Uploads() {
  const me = useMe();
  const [open, setOpen] = useState<Upload>();
  const query = useQuery({
    queryKey: ['uploads'],
    queryFn: () => get<UploadList>('/uploads'),
    refetchInterval: 10_000,
  });
  const release: Column<Upload> = {
    key: 'action',
    title: '放行',
    look: 'short',
    draw: (upload) =>
      upload.state === 'waiting' ? <Button onClick={() => setOpen(upload)}>放行或退回</Button> : '',
  };
  return (
    <section>
      <h2>本机构的报送</h2>
      <Answered query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Nothing>还没有通过网页报送过文件。</Nothing>
          ) : (
            <Sheet
              label="本机构的报送"
              columns={me.role === 'bank-approver' ? [...COLUMNS, release] : COLUMNS}
              rows={items}
              keyOf={({ upload }) => upload}
            />
          )
        }
      </Answered>
      {open !== undefined && <Release upload={open} close={() => setOpen(undefined)} />}
    </section>
  );
}

const COLUMNS: readonly Column<Upload>[] = [
  { key: 'at', title: '时间', look: 'moment' },
  { key: 'name', title: '文件', look: 'text', draw: (upload) => <Name upload={upload} /> },
  { key: 'kind', title: '类别', look: 'kind' },
  { key: 'state', title: '进度', look: 'state' },
  { key: 'by', title: '经办', look: 'short' },
  { key: 'released_by', title: '放行', look: 'short' },
  { key: 'remark', title: '退回意见', look: 'text' },
];

function Name({ upload: { name, file } }: { readonly upload: Upload }) {
  if (file === null) return name;
  return (
    <Link to="/files/$id" params={{ id: String(file) }} search={{}}>
      {name}
    </Link>
  );
}

function Release({ upload, close }: { readonly upload: Upload; readonly close: () => void }) {
  const queries = useQueryClient();
  const [remark, setRemark] = useState('');
  const [problem, setProblem] = useState('');
  const decide = async (action: 'approve' | 'return'): Promise<void> => {
    try {
      await post(`/uploads/${upload.upload}/${action}`, action === 'return' ? { remark } : undefined);
      await queries.invalidateQueries({ queryKey: ['uploads'] });
      close();
    } catch (error) {
      setProblem(messageOf(error));
    }
  };
  return (
    <Dialog
      title={`放行 ${upload.name}`}
      open
      close={close}
      foot={
        <>
          <Button disabled={remark.trim() === ''} onClick={() => void decide('return')}>
            退回经办
          </Button>
          <Button type="primary" onClick={() => void decide('approve')}>
            放行
          </Button>
        </>
      }
    >
      <Facts
        facts={[
          ['类别', KIND_WORDS[upload.kind] ?? upload.kind],
          ['经办', `${upload.by},${moment(upload.at)}`],
          ['大小', `${upload.bytes}字节`],
          ['SHA-256', upload.sha256],
        ]}
      />
      <p>放行后,文件原样放入贵行的收件箱。不同意的,写明意见退回经办。</p>
      <TextField label="意见" value={remark} set={setRemark} lines={2} />
      {problem !== '' && (
        <p role="alert" className="note note-red">
          {problem}
        </p>
      )}
    </Dialog>
  );
}
