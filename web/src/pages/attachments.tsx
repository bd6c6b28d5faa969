import { Button } from 'antd';
import { useState } from 'react';
import { attach } from '../api/proposals.js';
import type { Attachment } from '../api/types.js';
import { Problem } from '../parts/problem.js';
import { Sending } from '../parts/sending.js';

interface AttachmentsProps {
  readonly attachments: readonly Attachment[];
  readonly set: (attachments: readonly Attachment[]) => void;
}

/** Papers that speak for a proposal; their names and digests stand in its reason. */
export function Attachments({ attachments, set }: AttachmentsProps) {
  const [problem, setProblem] = useState<unknown>();
  const [share, setShare] = useState<number>();
  const add = async (files: FileList | null): Promise<void> => {
    setProblem(undefined);
    const added: Attachment[] = [];
    try {
      for (const file of files ?? []) added.push(await attach(file, setShare));
    } catch (error) {
      setProblem(error);
    } finally {
      setShare(undefined);
    }
    set([...attachments, ...added]);
  };
  return (
    <div className="field">
      <label className="drop small">
        添加附件
        <input
          type="file"
          multiple
          accept=".pdf,.png,.jpg,.jpeg"
          onChange={(event) => {
            void add(event.target.files);
            event.target.value = '';
          }}
        />
      </label>{' '}
      <span className="quiet">PDF、图片,可不附;名称和摘要写进理由</span>
      <ul>
        {attachments.map(({ digest, name }) => (
          <li key={digest}>
            {name}{' '}
            <Button size="small" onClick={() => set(attachments.filter((other) => other.digest !== digest))}>
              去掉
            </Button>
          </li>
        ))}
      </ul>
      <Sending share={share} then="附件已上传,正在保存…" />
      <Problem error={problem} />
    </div>
  );
}
