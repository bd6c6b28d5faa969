import type { Waiting } from '../api/types.js';
import { AddressLink } from './address-link.js';
import { Nothing } from './states.js';
import { grouped } from './words.js';

/** What waits, how many, how much and how long; each figure opens the list it was counted from. */
export function Waits(props: {
  readonly title: string;
  readonly lines: readonly Waiting[];
  readonly none: string;
}) {
  const open = props.lines.filter(({ count }) => count > 0);
  return (
    <section className="panel">
      <h2>{props.title}</h2>
      {open.length === 0 && <Nothing>{props.none}</Nothing>}
      <ul className="waits">
        {open.map(({ what, count, amount, oldest_days, link }) => (
          <li key={what}>
            <span>{what}</span>
            <AddressLink to={link}>
              <strong>{count}</strong>件
            </AddressLink>
            <span className="amount">{amount === null ? '' : `${grouped(amount)}元`}</span>
            <span className="quiet one-line">{oldest_days === null ? '' : `最久${oldest_days}天`}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
