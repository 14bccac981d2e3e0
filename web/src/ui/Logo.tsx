import { cx } from './cx';

/** The mark, two speech bubbles that answer each other; with the name unless `mark` alone is asked for. */
export function Logo({ mark = false, className }: { mark?: boolean; className?: string }) {
  return (
    <span className={cx('inline-flex items-center gap-2.5 font-semibold tracking-tight', className)}>
      <svg
        viewBox="0 0 32 32"
        className="size-7 shrink-0"
        role={mark ? 'img' : undefined}
        aria-hidden={!mark}
        aria-label={mark ? 'Parley' : undefined}
      >
        <rect width="32" height="32" rx="9" className="fill-accent" />
        <path
          d="M8 9.5h11.5A2.5 2.5 0 0 1 22 12v4.5a2.5 2.5 0 0 1-2.5 2.5H13l-3.6 3.3V19H8z"
          className="fill-accent-ink"
        />
        <path
          d="M24.6 13.5v10.2l-3-2.5H15"
          className="fill-none stroke-accent-ink/60"
          strokeWidth="2"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      {!mark && <span>Parley</span>}
    </span>
  );
}
