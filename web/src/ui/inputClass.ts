import { cx } from './cx';

/** The look of every field that text goes into. */
export function inputClass(className?: string): string {
  return cx(
    'h-10 w-full rounded-md border border-line-strong/70 bg-surface px-3 text-base text-ink shadow-sm transition-colors',
    'hover:border-line-strong focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent/30',
    'aria-invalid:border-danger aria-invalid:focus:outline-danger/30 max-sm:text-[1rem]',
    className,
  );
}
