import { NumberLink } from './number-link.js';

/** An item's number, and under it whose loan it is. */
export function NumberAndName({ number, name }: { readonly number: string; readonly name: string }) {
  return (
    <>
      <NumberLink number={number} />
      <span className="under name">{name}</span>
    </>
  );
}
