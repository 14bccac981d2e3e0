import { CircleAlert, CircleCheck, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx';

const LOOKS = {
  danger: ['bg-danger-soft text-danger', CircleAlert],
  success: ['bg-accent-soft text-accent', CircleCheck],
  info: ['bg-sunken text-ink-2', Info],
} as const;

/** A sentence that must be noticed, in the place that it is about. Problems interrupt, the rest is said politely. */
export function Notice({ kind, children }: { kind: keyof typeof LOOKS; children: ReactNode }) {
  const [look, Icon] = LOOKS[kind];
  return (
    <div
      role={kind === 'danger' ? 'alert' : 'status'}
      className={cx('flex items-start gap-2.5 rounded-md px-3.5 py-2.5 text-sm', look)}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}
