import type { Counts } from '@/features/chat/rooms';

const MOST = 99;

interface RoomCountsProps extends Counts {
  /** What they are, where they are not unread. */
  what?: string;
}

/** What is left of a room: what is for the person stands out, the rest is only said where there is more. */
export function RoomCounts({ unread, mentions, what = 'unread' }: RoomCountsProps) {
  if (unread === 0) return null;
  return (
    <span
      title={inWords(unread, mentions, what)}
      className="flex shrink-0 items-center gap-1.5 text-xs font-semibold tabular-nums"
    >
      {mentions > 0 && (
        <span className="rounded-full bg-accent px-1.5 leading-5 text-accent-ink">
          <span aria-hidden>@</span>
          {bounded(mentions)}
          <span className="sr-only">{mentions === 1 ? ' mention, ' : ' mentions, '}</span>
        </span>
      )}
      <span className={unread > mentions ? 'text-ink-2' : 'sr-only'}>
        {bounded(unread)}
        <span className="sr-only"> {what}</span>
      </span>
    </span>
  );
}

function bounded(count: number): string {
  return count > MOST ? `${MOST}+` : String(count);
}

function inWords(unread: number, mentions: number, what: string): string {
  return mentions === 0 ? `${unread} ${what}` : `${unread} ${what}, ${mentions} of them for you`;
}
