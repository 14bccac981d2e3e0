import { BellOff, CheckCheck } from 'lucide-react';
import { Link } from 'react-router';
import { useChat, useEngine } from '@/features/chat/chatContext';
import { MessageBrief } from '@/features/chat/MessageBrief';
import { threadPath } from '@/features/chat/messagePath';
import type { Message } from '@/features/chat/model';
import { toMessage } from '@/features/chat/wire';
import { RoomCounts } from '@/features/rooms/RoomCounts';
import { RoomMark } from '@/features/rooms/RoomMark';
import type { Thread } from '@/gen/parley/v1/threads_pb';
import { IconButton } from '@/ui/IconButton';
import { repliesText } from './repliesText';
import { countsOf } from './useThreads';

/** A thread that one follows: what it is about, what was said last, and the way there. */
export function ThreadCard({ thread: { root, newestReplies } }: { thread: Thread }) {
  return root === undefined ? null : <Card root={toMessage(root)} newest={newestReplies.map(toMessage)} />;
}

function Card({ root, newest }: { root: Message; newest: readonly Message[] }) {
  const engine = useEngine();
  const room = useChat((state) => state.rooms?.[root.roomId]);
  const followed = useChat((state) => state.threads[root.id]);
  const live = useChat((state) => state.connection.kind === 'live');
  if (room === undefined) return null;
  const counts = followed === undefined ? { unread: 0, mentions: 0 } : countsOf(followed);
  const path = threadPath(root.roomId, root.id);
  const total = root.replies?.count ?? 0;
  const between = total - newest.length;
  return (
    <li className="rounded-xl border border-line bg-surface shadow-sm">
      <div className="flex items-center gap-2 border-b border-line py-1.5 pr-2 pl-4 text-sm text-ink-2">
        <RoomMark room={room} />
        <Link to={path} className="min-w-0 truncate rounded-sm font-medium hover:underline">
          {room.name}
        </Link>
        <span className="flex-1" />
        <RoomCounts {...counts} />
        {counts.unread > 0 && (
          <IconButton
            icon={CheckCheck}
            label="Mark as read"
            className="size-8!"
            disabled={!live}
            onClick={() => engine.readThread(root.roomId, root.id)}
          />
        )}
        <IconButton
          icon={BellOff}
          label="Unfollow this thread"
          className="size-8!"
          disabled={!live}
          onClick={() => void engine.followThread(root.roomId, root.id, false).catch(() => undefined)}
        />
      </div>
      <div className="flex flex-col gap-3 px-4 py-3">
        <MessageBrief message={root} />
        {between > 0 && (
          <Link to={path} className="w-fit rounded-sm pl-8.5 text-sm font-medium text-link hover:underline">
            {newest.length === 0 ? repliesText(total) : `${repliesText(between)} before`}
          </Link>
        )}
        {newest.map((reply) => (
          <MessageBrief key={reply.id} message={reply} />
        ))}
        <Link
          to={path}
          className="w-fit rounded-md border border-line px-3 py-1.5 text-sm font-medium text-ink-2 transition-colors hover:border-line-strong hover:text-ink"
        >
          Open thread
        </Link>
      </div>
    </li>
  );
}
