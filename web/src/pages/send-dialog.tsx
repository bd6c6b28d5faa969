import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { firstRows } from '../api/csv.js';
import { sendFile } from '../api/uploads.js';
import { Dialog } from '../parts/dialog.js';
import { Rows } from '../parts/rows.js';
import { Sending } from '../parts/sending.js';
import { Loading, messageOf } from '../parts/states.js';
import { UploadState } from './upload-state.js';

interface SendDialogProps {
  readonly file: File;
  readonly open: boolean;
  readonly close: () => void;
  readonly sent: () => void;
}

const SHOWN = 21;

/** Shows the rows as they stand in the file, sends it, and then tells where it has got to. */
export function SendDialog({ file, open, close, sent }: SendDialogProps) {
  const [upload, setUpload] = useState<string>();
  const [problem, setProblem] = useState('');
  const [share, setShare] = useState<number>();
  const send = async (): Promise<void> => {
    setShare(0);
    setProblem('');
    try {
      setUpload((await sendFile(file, setShare)).upload);
      sent();
    } catch (error) {
      setProblem(messageOf(error));
    } finally {
      setShare(undefined);
    }
  };
  const leave = (): void => {
    setUpload(undefined);
    setProblem('');
    close();
  };
  return (
    <Dialog
      title={upload === undefined ? `正式报送 ${file.name}` : `已报送 ${file.name}`}
      open={open}
      close={leave}
      foot={
        upload === undefined ? (
          <>
            <Button onClick={leave}>不报送</Button>
            <Button type="primary" loading={share !== undefined} onClick={() => void send()}>
              正式报送
            </Button>
          </>
        ) : (
          <Button onClick={leave}>关闭</Button>
        )
      }
    >
      {upload === undefined ? <FirstRows file={file} /> : <UploadState id={upload} />}
      <Sending share={share} then="文件已上传,正在放入收件箱…" />
      {problem !== '' && (
        <p role="alert" className="note note-red">
          {problem}
        </p>
      )}
    </Dialog>
  );
}

function FirstRows({ file }: { readonly file: File }) {
  const rows = useQuery({
    queryKey: ['first-rows', file.name, file.size, file.lastModified],
    queryFn: async () => (await firstRows(file, SHOWN)) ?? null,
    gcTime: 0,
  });
  if (rows.isPending) return <Loading />;
  if (rows.data === null || rows.data === undefined)
    return <p>文件将原样报送({file.size}字节)。工作簿和读不出的内容不在此显示;可先试算,看逐行结果。</p>;
  const [head = [], ...body] = rows.data;
  return (
    <>
      <p>
        文件将原样报送({file.size}字节)。
        {body.length === SHOWN - 1 ? `前${body.length}行:` : `共${body.length}行:`}
      </p>
      <Rows head={head} body={body} />
    </>
  );
}
