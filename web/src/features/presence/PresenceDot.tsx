import type { Presence } from '@/features/chat/model';
import { cx } from '@/ui/cx';
import { stateName } from './presenceText';

interface PresenceDotProps {
  state: Presence['state'];
  className?: string;
}

/** Whether somebody is there, by its form as well as its colour: full, half, barred or hollow. */
export function PresenceDot({ state, className }: PresenceDotProps) {
  return (
    <svg role="img" aria-label={stateName(state)} viewBox="0 0 12 12" className={cx('size-3 shrink-0', className)}>
      <title>{stateName(state)}</title>
      {/* The edge keeps it apart from what it lies upon. */}
      <circle cx="6" cy="6" r="6" className="fill-canvas" />
      {draw(state)}
    </svg>
  );
}

function draw(state: Presence['state']) {
  switch (state) {
    case 'online':
      return <circle cx="6" cy="6" r="4.25" className="fill-online" />;
    case 'away':
      return (
        <>
          <circle cx="6" cy="6" r="3.5" className="fill-none stroke-away" strokeWidth="1.5" />
          <path d="M6 2.5a3.5 3.5 0 0 1 0 7z" className="fill-away" />
        </>
      );
    case 'doNotDisturb':
      return (
        <>
          <circle cx="6" cy="6" r="4.25" className="fill-busy" />
          <rect x="3.5" y="5.25" width="5" height="1.5" rx="0.75" className="fill-canvas" />
        </>
      );
    case 'offline':
      return <circle cx="6" cy="6" r="3.5" className="fill-none stroke-ink-3" strokeWidth="1.5" />;
  }
}
