import { useState } from 'react';
import { useChat } from '@/features/chat/chatContext';
import type { Room, Timeline } from '@/features/chat/model';
import { useMembers } from '@/features/rooms/useMembers';
import { typingText } from './presenceText';

const NOBODY: readonly string[] = [];

/** Who else is typing whom one has not blocked, in a line that is always there, so that nothing moves. */
export function TypingLine({ room }: { room: Room }) {
  const blocked = useChat((state) => state.blocked);
  const typing = (useChat((state) => state.typing[room.id]) ?? NOBODY).filter((id) => blocked[id] === undefined);
  return (
    <div className="h-5 shrink-0 px-4 text-xs leading-5 text-ink-3 sm:px-6">
      {typing.length > 0 && <Names room={room} userIds={typing} />}
    </div>
  );
}

function Names({ room, userIds }: { room: Room; userIds: readonly string[] }) {
  const timeline = useChat((state) => state.timelines[room.id]);
  const members = useMembers(room).data?.pages.flatMap((page) => page.members) ?? [];
  const text = typingText(
    userIds.map((userId) => {
      const member = members.find(({ person }) => person?.id === userId)?.person?.displayName;
      return member ?? senderName(timeline, userId) ?? 'Somebody';
    }),
  );
  // Said aloud when somebody begins, not each time that one more joins in or stops.
  const [said, setSaid] = useState(text);
  if (said.startsWith('Somebody') && !text.startsWith('Somebody')) setSaid(text);
  return (
    <>
      <p aria-hidden className="flex animate-fade items-center gap-1.5">
        <span className="flex gap-0.5">
          {[0, 1, 2].map((dot) => (
            <span
              key={dot}
              className="size-1 animate-shimmer rounded-full bg-current"
              style={{ animationDelay: `${dot * 200}ms` }}
            />
          ))}
        </span>
        <span className="truncate">{text}</span>
      </p>
      <p role="status" className="sr-only">
        {said}
      </p>
    </>
  );
}

function senderName(timeline: Timeline | undefined, userId: string): string | undefined {
  if (timeline?.kind !== 'ready') return undefined;
  for (const item of timeline.items) {
    if (item.kind === 'message' && item.message.sender.id === userId) return item.message.sender.displayName;
  }
  return undefined;
}
