import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ProposalKind, proposalOf } from '../api/proposals.js';
import type { Approved } from '../api/types.js';
import { Receipt } from './upload-state.js';

interface ApprovedFileProps {
  readonly kind: ProposalKind;
  readonly approved: Approved;
  readonly close: () => void;
}

/** After an approval: the file's name, then its receipt and what it did, once it is taken. */
export function ApprovedFile({ kind, approved, close }: ApprovedFileProps) {
  const { data } = useQuery({
    queryKey: ['proposal', kind, approved.id],
    queryFn: () => proposalOf(kind, approved.id),
    refetchInterval: ({ state }) => (state.data?.file == null ? 1_500 : false),
  });
  const taken = data?.file ?? null;
  return (
    <div role="status">
      <p className="note note-blue">
        已批准,成为文件「{approved.file}」{taken === null ? ',正在收取…' : '。'}
      </p>
      {taken !== null && <Receipt id={taken} />}
      <div className="buttons">
        <Button onClick={close}>关闭</Button>
      </div>
    </div>
  );
}
