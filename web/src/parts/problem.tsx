import { ApiError } from '../api/client.js';
import { messageOf } from './states.js';
import { moment } from './words.js';

/** What went wrong with what was just tried; of an item that somebody else was first with, who and when. */
export function Problem({ error }: { readonly error: unknown }) {
  if (error === undefined || error === null || error === '') return null;
  return (
    <p role="alert" className="note note-red">
      {messageOf(error)}
      {error instanceof ApiError && error.by !== undefined && (
        <>
          {' '}
          先办的人:{error.by}
          {error.at === undefined ? '' : `,${moment(error.at)}`}。请关闭后刷新。
        </>
      )}
    </p>
  );
}
