import type { ReactNode } from 'react';

/** A word beside a name that says what somebody or something is. */
export function Badge({ children }: { children: ReactNode }) {
  return (
    <span className="shrink-0 rounded-full border border-line-strong px-1.5 text-xs leading-4.5 font-medium text-ink-2">
      {children}
    </span>
  );
}
