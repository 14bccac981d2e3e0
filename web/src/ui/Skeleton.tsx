import { cx } from './cx';

/** Holds the place of something that is still on its way. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cx('block animate-shimmer rounded-sm bg-line', className)} />;
}
