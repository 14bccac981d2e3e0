import { ParticipantsDialog, PollDialog, ScheduleDialog } from '@/features/opened';
import { CommandNote } from '@/features/commands/CommandNote';
import { useWrittenCommand } from '@/features/commands/useWrittenCommand';
import { useOpenDialog } from '@/features/rooms/dialogs';
import { useOffer } from '@/features/rooms/offered';
import { ScheduledHere } from '@/features/later/ScheduledHere';
import { Bell, BellOff, CloudAlert, Users } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useMe } from '@/features/auth/useSession';
import { useChat, useEngine } from '@/features/chat/chatContext';
import { EditingContext } from '@/features/chat/editing';
import { MessageList } from '@/features/chat/MessageList';
import type { FollowedThread, OpenThread, Room } from '@/features/chat/model';
import { NewMessageAnnouncer } from '@/features/chat/NewMessageAnnouncer';
import { QuotingContext } from '@/features/chat/quoting';
import { ThreadContext } from '@/features/chat/threadShown';
import { TimelineSkeleton } from '@/features/chat/TimelineSkeleton';
import { unreadCount } from '@/features/chat/unread';
import { useNewLine } from '@/features/chat/useNewLine';
import { useThreadRows } from '@/features/chat/useRows';
import { useWriting } from '@/features/chat/useWriting';
import { Composer } from '@/features/composing/Composer';
import { Button } from '@/ui/Button';
import { EmptyState } from '@/ui/EmptyState';
import { IconButton } from '@/ui/IconButton';
import { SidePanel } from '@/ui/SidePanel';

interface ThreadPanelProps {
  room: Room;
  threadId: string;
  /** Position of the reply that the person is led to; null where they are led to none. */
  reply: number | null;
  /** Whether the person may write here at the moment. */
  writable: boolean;
  onClose: () => void;
}

/** A thread beside its room: what is said about one message, and where one replies. */
export function ThreadPanel({ room, threadId, reply, writable, onClose }: ThreadPanelProps) {
  const engine = useEngine();
  const open = useChat((state) => state.thread);
  const followed = useChat((state) => state.threads[threadId]);
  const live = useChat((state) => state.connection.kind === 'live');
  const thread = open?.id === threadId ? open : null;
  const [showPeople, setShowPeople] = useState(false);

  useEffect(() => {
    engine.openThread(room.id, threadId, reply);
    return () => engine.closeThread(threadId);
  }, [engine, room.id, threadId, reply]);

  const following = followed !== undefined;
  const follow = () => void engine.followThread(room.id, threadId, !following).catch(() => undefined);
  const showWho = () => setShowPeople(true);
  useOffer([
    { label: 'Who has replied', icon: Users, disabled: !live, onSelect: showWho },
    {
      label: following ? 'Unfollow this thread' : 'Follow this thread',
      icon: following ? BellOff : Bell,
      disabled: !live,
      onSelect: follow,
    },
  ]);

  return (
    <SidePanel
      wide
      label={`Thread in ${room.name}`}
      title={
        <span className="flex min-w-0 items-baseline gap-2">
          Thread
          <span className="truncate text-sm font-normal text-ink-3">{room.name}</span>
        </span>
      }
      closeLabel="Close thread"
      actions={
        <>
          <IconButton icon={Users} label="Who has replied" disabled={!live} onClick={showWho} />
          <IconButton
            icon={following ? Bell : BellOff}
            label={following ? 'Following: unfollow this thread' : 'Follow this thread'}
            aria-pressed={following}
            disabled={!live}
            onClick={follow}
          />
        </>
      }
      onClose={onClose}
    >
      {thread?.kind === 'ready' ? (
        <ThreadContext value={threadId}>
          <Replies key={threadId} room={room} thread={thread} followed={followed} writable={writable} live={live} />
        </ThreadContext>
      ) : thread?.kind === 'failed' ? (
        <EmptyState
          icon={CloudAlert}
          title="The thread did not load"
          actions={
            thread.problem.retryable && (
              <Button onClick={() => engine.openThread(room.id, threadId, reply)}>Try again</Button>
            )
          }
        >
          {thread.problem.detail}
        </EmptyState>
      ) : (
        <TimelineSkeleton />
      )}
      {showPeople && <ParticipantsDialog room={room} threadId={threadId} onClose={() => setShowPeople(false)} />}
    </SidePanel>
  );
}

interface RepliesProps {
  room: Room;
  thread: Extract<OpenThread, { kind: 'ready' }>;
  followed: FollowedThread | undefined;
  writable: boolean;
  live: boolean;
}

/** Of a thread that the person does not follow nothing is new to them. */
const NEVER = { seq: Infinity };

function Replies({ room, thread, followed, writable, live }: RepliesProps) {
  const engine = useEngine();
  const me = useMe();
  const newAfter = useNewLine(followed?.read ?? NEVER);
  const rows = useThreadRows(thread, newAfter);
  const [openedAt] = useState(() => Date.now());
  const [unread] = useState(() => (followed === undefined ? 0 : unreadCount(followed.read)));
  const [alsoInRoom, setAlsoInRoom] = useState(false);
  const [polling, setPolling] = useState<{ text: string; clear: () => void } | null>(null);
  const [later, setLater] = useState<{ text: string; clear: () => void } | null>(null);
  const takenBack = useChat((state) => state.takenBack);
  const draftsReplaced = useChat((state) => state.draftsReplaced);
  const { id: threadId, around } = thread;

  const openDialog = useOpenDialog();
  const command = useWrittenCommand(room.id, threadId, {
    poll: () => setPolling({ text: '', clear: () => undefined }),
    remind: () => openDialog('reminder'),
  });
  const { composer, editing, quoting, editLast } = useWriting(rows, writable, live);

  return (
    <>
      <EditingContext value={editing}>
        <QuotingContext value={quoting}>
          <MessageList
            key={around ?? 'end'}
            room={room}
            label={`Replies in the thread in ${room.name}`}
            rows={rows}
            older={thread.older}
            newer={thread.newer}
            target={around ?? undefined}
            unread={unread}
            live={live}
            onLoadOlder={() => engine.loadOlderReplies()}
            onLoadNewer={() => engine.loadNewerReplies()}
            onToNew={() => engine.loadOlderReplies()}
            onToEnd={() => engine.openThread(room.id, threadId, null)}
          />
        </QuotingContext>
      </EditingContext>
      <NewMessageAnnouncer rows={rows} me={me?.id ?? ''} since={openedAt} />
      <ScheduledHere roomId={room.id} threadId={threadId} />
      {polling !== null && (
        <PollDialog
          roomId={room.id}
          threadId={threadId}
          question={polling.text}
          onAsked={polling.clear}
          onClose={() => setPolling(null)}
        />
      )}
      {later !== null && (
        <ScheduleDialog
          about={{ kind: 'new', roomId: room.id, text: later.text, reply: { threadId, alsoInRoom } }}
          onScheduled={later.clear}
          onClose={() => setLater(null)}
        />
      )}
      {command.outcome !== null && <CommandNote {...command.outcome} onClose={command.close} />}
      {writable && (
        <Composer
          key={takenBack}
          field={composer}
          room={room}
          label="Reply"
          draft={engine.state().drafts[threadId] ?? ''}
          draftReplaced={draftsReplaced}
          onEditLast={editLast}
          onDraft={(text) => engine.draft({ roomId: room.id, threadId }, text)}
          onSend={(text, attention) => {
            engine.send(room.id, text, { threadId, alsoInRoom }, attention);
            setAlsoInRoom(false);
          }}
          onCommand={live ? command.run : undefined}
          onPoll={live ? (text, clear) => setPolling({ text, clear }) : undefined}
          onSendLater={live ? (text, clear) => setLater({ text, clear }) : undefined}
        >
          <label className="flex w-fit items-center gap-2 px-2.5 pb-1 text-xs text-ink-2">
            <input
              type="checkbox"
              className="size-4 accent-accent"
              checked={alsoInRoom}
              onChange={(event) => setAlsoInRoom(event.target.checked)}
            />
            Also send to {room.name}
          </label>
        </Composer>
      )}
    </>
  );
}
