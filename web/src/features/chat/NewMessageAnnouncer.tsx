import { oneLine } from '@/features/markdown/oneLine';
import type { Row } from './rows';

/** Says the newest message of somebody else to people who hear the page, once, when it comes; spoilers stay unsaid. */
export function NewMessageAnnouncer({ rows, me, since }: { rows: readonly Row[]; me: string; since: number }) {
  const newest = rows.findLast((row) => row.kind === 'message' && row.entry === undefined);
  const spoken =
    newest?.kind === 'message' && newest.text !== '' && newest.sender.id !== me && newest.time >= since
      ? `${newest.sender.displayName}: ${oneLine(newest.text)}`
      : '';
  return (
    <div aria-live="polite" className="sr-only">
      {spoken}
    </div>
  );
}
