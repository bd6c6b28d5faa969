/** How far a file is on its way: sent in parts, then worked on. Nothing where nothing is being sent. */
export function Sending({ share, then }: { readonly share: number | undefined; readonly then: string }) {
  if (share === undefined) return null;
  const percent = Math.floor(share * 100);
  const words = percent < 100 ? `已上传${percent}%` : then;
  return (
    <div className="sending">
      <progress max={100} value={percent} aria-label="上传进度" />
      <span role="status">{words}</span>
    </div>
  );
}
