import { Clock } from 'lucide-react';
import { useNow } from '@/features/chat/useNow';
import { localTimeText, ownTimeZone } from './localTime';

/** What the clock says where somebody lives. */
export function LocalTime({ zone }: { zone: string }) {
  const text = localTimeText(zone, useNow(), ownTimeZone());
  return text === null ? null : (
    <p title={zone} className="flex items-center gap-2 text-sm text-ink-2">
      <Clock aria-hidden className="size-4 shrink-0 text-ink-3" />
      {text}
    </p>
  );
}
