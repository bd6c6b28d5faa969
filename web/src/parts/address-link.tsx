import { useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';

/** A link to an address of the console that the API gave as text. */
export function AddressLink({ to, children }: { readonly to: string | null; readonly children: ReactNode }) {
  const router = useRouter();
  if (to === null || !/^\/(?![/\\])/.test(to)) return children;
  const go = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    router.history.push(to);
  };
  return (
    <a href={to} onClick={go}>
      {children}
    </a>
  );
}
