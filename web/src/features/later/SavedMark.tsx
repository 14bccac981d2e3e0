import { Bookmark } from 'lucide-react';
import type { SavedItem } from '@/features/chat/model';
import { dayTime } from '@/features/chat/times';

/** Above a message that the person has saved for later. */
export function SavedMark({ item }: { item: SavedItem }) {
  return (
    <p className="flex items-center gap-1 text-xs text-ink-3">
      <Bookmark aria-hidden className="size-3 shrink-0 fill-current" />
      Saved for later
      {item.remindTime !== null && (item.due ? ', and due' : `, reminds you ${dayTime(item.remindTime)}`)}
    </p>
  );
}
