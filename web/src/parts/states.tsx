import { Button, Spin } from 'antd';
import type { ReactNode } from 'react';
import { ApiError } from '../api/client.js';

export function Loading({ what = '正在读取…' }: { readonly what?: string }) {
  return (
    <div className="state-block" role="status">
      <Spin size="small" /> {what}
    </div>
  );
}

/** What to do about an error; the same words wherever it turns up. */
export function Trouble({ error, again }: { readonly error: unknown; readonly again?: () => void }) {
  return (
    <div className="state-block" role="alert">
      <p>{messageOf(error)}</p>
      {again !== undefined && <Button onClick={again}>再试一次</Button>}
    </div>
  );
}

/** An empty list says what would fill it. */
export function Nothing({ children }: { readonly children: ReactNode }) {
  return <div className="state-block nothing">{children}</div>;
}

export function messageOf(error: unknown): string {
  if (error instanceof ApiError) {
    const fields = Object.values(error.fields);
    return fields.length === 0 ? error.message : `${error.message} ${fields.join(';')}`;
  }
  return '页面出错了。请刷新后再试;仍不行请把时间和所在页面告诉管理员。';
}
