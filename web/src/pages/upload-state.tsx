import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { get } from '../api/client.js';
import type { TakenFile, Upload } from '../api/types.js';
import { Answered } from '../parts/ask.js';

/** Follows an upload until it is taken; then its name, its receipt and what it did. */
export function UploadState({ id }: { readonly id: string }) {
  const query = useQuery({
    queryKey: ['upload', id],
    queryFn: () => get<Upload>(`/uploads/${encodeURIComponent(id)}`),
    refetchInterval: ({ state }) => (state.data?.state === 'released' ? 1_500 : 10_000),
  });
  return (
    <div role="status">
      <Answered query={query}>{(upload) => <Told upload={upload} />}</Answered>
    </div>
  );
}

function Told({ upload }: { readonly upload: Upload }) {
  switch (upload.state) {
    case 'waiting':
      return (
        <p className="note note-orange">
          「{upload.name}」等待贵行复核放行。这一类文件须由两人报送:请同事在「报送」页放行。
        </p>
      );
    case 'released':
      return <p className="note note-blue">「{upload.name}」已放入收件箱,正在收取…</p>;
    case 'returned':
      return (
        <p className="note note-red">
          「{upload.name}」被复核退回:{upload.remark}
        </p>
      );
    case 'taken':
      return upload.file === null ? null : <Receipt id={upload.file} />;
  }
}

/** What a file did. */
export function Receipt({ id }: { readonly id: number }) {
  const query = useQuery({ queryKey: ['file', String(id)], queryFn: () => get<TakenFile>(`/files/${id}`) });
  return (
    <Answered query={query}>
      {(file) => (
        <p className={`note ${file.status === 'refused' || file.rejected > 0 ? 'note-red' : 'note-green'}`}>
          「{file.name}」已收取:
          {file.status === 'refused'
            ? `整份拒收,${file.code ?? ''} ${file.message ?? ''}`
            : `受理${file.accepted}行,退回${file.rejected}行,待核${file.referred}行。`}{' '}
          <Link to="/files/$id" params={{ id: String(id) }} search={{}}>
            看回执
          </Link>
        </p>
      )}
    </Answered>
  );
}
