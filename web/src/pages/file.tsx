import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { get } from '../api/client.js';
import { useMe } from '../api/me.js';
import type { TakenFile } from '../api/types.js';
import { Answered } from '../parts/ask.js';
import { Facts } from '../parts/facts.js';
import { StateTag } from '../parts/state-tag.js';
import { KIND_WORDS, stateWord } from '../parts/words.js';
import { FileRows } from './file-rows.js';
import { Mend } from './mend.js';

/** 一份文件: what became of it, row by row. */
export function FilePage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useQuery({
    queryKey: ['file', id],
    queryFn: () => get<TakenFile>(`/files/${encodeURIComponent(id)}`),
  });
  return <Answered query={query}>{(file) => <Taken file={file} />}</Answered>;
}

const OUTPUT_WORDS: Readonly<Record<string, string>> = {
  'receipt.csv': '回执',
  'rejects.csv': '退回行(CSV)',
  'rejects.xlsx': '退回行(Excel)',
  original: '原文件',
};

function Taken({ file }: { readonly file: TakenFile }) {
  const me = useMe();
  const [mending, setMending] = useState(false);
  const own = file.sender === me.bank || (me.role === 'account' && file.sender === 'ACCOUNT');
  const mayMend = own && (me.role === 'bank' || me.role === 'account') && file.rejected > 0;
  return (
    <>
      <div className="page-head">
        <h1>{file.name}</h1>
        <StateTag state={stateWord(file.status)} />
        <span className="grow" />
        <div className="buttons">
          {file.outputs.map((output) => (
            <Button key={output} href={`/api/files/${file.id}/${output}`} download>
              {OUTPUT_WORDS[output] ?? output}
            </Button>
          ))}
          {mayMend && (
            <Button type={mending ? 'default' : 'primary'} onClick={() => setMending(!mending)}>
              {mending ? '看回执' : '修改退回行'}
            </Button>
          )}
        </div>
      </div>
      <section className="panel">
        <Facts
          facts={[
            ['发送方', file.sender],
            ['类别', KIND_WORDS[file.kind ?? ''] ?? '不明'],
            ['收到日期', file.received_on],
            ['结果', `${file.rows}行:受理${file.accepted},退回${file.rejected},待核${file.referred}`],
            ['编码、大小', `${file.encoding ?? '不明'},${file.bytes}字节`],
            ['SHA-256', file.sha256],
          ]}
        />
      </section>
      {file.status === 'refused' && (
        <p className="note note-red" role="status">
          整份拒收,没有入账。{file.code} {file.message}
        </p>
      )}
      {mending ? <Mend file={file} /> : file.status === 'processed' && <FileRows file={file} />}
    </>
  );
}
