import { LoaderCircle } from 'lucide-react';
import { cx } from './cx';

/** Decoration only: say in words beside it what is under way. */
export function Spinner({ className }: { className?: string }) {
  return <LoaderCircle aria-hidden className={cx('size-4 animate-spin', className)} />;
}
