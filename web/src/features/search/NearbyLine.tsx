import type { Message } from '@/features/chat/model';
import { oneLine } from '@/features/markdown/oneLine';
import { useNamed } from '@/features/presence/useNamed';

/** What was said before or after a message that was found, in one quiet line. */
export function NearbyLine({ message }: { message: Message }) {
  const { displayName } = useNamed(message.sender);
  return (
    <p className="truncate pl-8.5 text-xs text-ink-3">
      <span className="font-medium">{displayName}:</span> {oneLine(message.text)}
    </p>
  );
}
