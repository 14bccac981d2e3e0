import { CloudAlert } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { PinsPanel, PollDialog, ScheduleDialog } from '@/features/opened';
import { MembersPanel } from '@/features/rooms/MembersPanel';
import { ThreadPanel } from '@/features/threads/ThreadPanel';
import { useMe } from '@/features/auth/useSession';
import { BlockedNote } from '@/features/blocking/BlockedNote';
import { CommandNote } from '@/features/commands/CommandNote';
import { useWrittenCommand } from '@/features/commands/useWrittenCommand';
import { useOpenDialog } from '@/features/rooms/dialogs';
import { ScheduledHere } from '@/features/later/ScheduledHere';
import { useWorkspaceTitle } from '@/features/rooms/useWorkspaceTitle';
import { TypingLine } from '@/features/presence/TypingLine';
import { Composer } from '@/features/composing/Composer';
import { Button } from '@/ui/Button';
import { EmptyState } from '@/ui/EmptyState';
import { useChat, useEngine } from './chatContext';
import { EditingContext } from './editing';
import { QuotingContext } from './quoting';
import { KeepingNote } from './KeepingNote';
import { MessageList } from './MessageList';
import type { Room } from './model';
import { OpenThreadContext } from './openThread';
import { may } from './powers';
import { ReadOnlyNote } from './ReadOnlyNote';
import { NewMessageAnnouncer } from './NewMessageAnnouncer';
import { RoomHeader, type RoomPanel } from './RoomHeader';
import { SlowNote } from './SlowNote';
import { TimelineSkeleton } from './TimelineSkeleton';
import { useMuted } from './useMuted';
import { useNewLine } from './useNewLine';
import { unreadCount } from './unread';
import { useRows } from './useRows';
import { useTarget } from './useTarget';
import { useWriting } from './useWriting';

/** A room that the person is in. Give it the room's id as `key`. */
export function InsideRoom({ room }: { room: Room }) {
  const engine = useEngine();
  const me = useMe();
  const timeline = useChat((state) => state.timelines[room.id]);
  const { target, visit, excerpt, toNew, toEnd } = useTarget(room.id);
  const shown = excerpt ?? timeline;
  const live = useChat((state) => state.connection.kind === 'live');
  const newAfter = useNewLine(room.read);
  const [unread] = useState(() => unreadCount(room.read));
  const rows = useRows(room, shown, newAfter);
  const [openedAt] = useState(() => Date.now());
  const [polling, setPolling] = useState<{ text: string; clear: () => void } | null>(null);
  const [later, setLater] = useState<{ text: string; clear: () => void } | null>(null);
  const [panel, setPanel] = useState<RoomPanel | null>(null);
  const [parameters, setParameters] = useSearchParams();
  const threadId = parameters.get('thread');
  const reply = Number(parameters.get('reply') ?? 0);
  const takenBack = useChat((state) => state.takenBack);
  const draftsReplaced = useChat((state) => state.draftsReplaced);
  const muted = useMuted(room);
  const blocked = useChat((state) => (room.kind === 'DIRECT' ? state.blocked[room.people[0]?.id ?? ''] : undefined));
  useWorkspaceTitle(room.name);

  const openDialog = useOpenDialog();
  const command = useWrittenCommand(room.id, undefined, {
    poll: () => setPolling({ text: '', clear: () => undefined }),
    remind: () => openDialog('reminder'),
  });
  const writable = may(room, 'SEND_MESSAGES') && !muted && blocked === undefined;
  const { composer, editing, quoting, editLast } = useWriting(rows, writable, live);
  const openThread = useCallback((thread: string) => setParameters({ thread }), [setParameters]);

  const closed = timeline === undefined;
  const opened = useRef(false);
  useEffect(() => {
    // Once more where the person was taken out and let in again in one turn: on the screen it is the same room.
    if (closed || !opened.current) engine.open(room.id);
    opened.current = true;
  }, [engine, room.id, closed]);

  return (
    <div className="relative flex min-h-0 flex-1">
      <div className="flex min-w-0 flex-1 flex-col">
        <RoomHeader
          room={room}
          panel={threadId === null ? panel : null}
          onPanel={(asked) => {
            setPanel(panel === asked && threadId === null ? null : asked);
            if (threadId !== null) setParameters({});
          }}
        />
        {shown?.kind === 'ready' ? (
          <EditingContext value={editing}>
            <QuotingContext value={quoting}>
              <OpenThreadContext value={openThread}>
                <MessageList
                  key={visit}
                  room={room}
                  label={`Messages in ${room.name}`}
                  rows={rows}
                  older={shown.older}
                  newer={excerpt?.kind === 'ready' ? excerpt.newer : 'none'}
                  target={target}
                  live={live}
                  onLoadOlder={() => engine.loadOlder(room.id)}
                  onLoadNewer={() => engine.loadNewer(room.id)}
                  unread={unread}
                  onToNew={() => toNew(newAfter)}
                  onToEnd={toEnd}
                />
              </OpenThreadContext>
            </QuotingContext>
          </EditingContext>
        ) : shown?.kind === 'failed' ? (
          <EmptyState
            icon={CloudAlert}
            title="The messages did not load"
            actions={
              <Button
                onClick={() => (excerpt === undefined ? engine.open(room.id) : engine.openAt(room.id, excerpt.around))}
              >
                Try again
              </Button>
            }
          >
            {shown.problem.detail}
          </EmptyState>
        ) : (
          <TimelineSkeleton />
        )}
        <NewMessageAnnouncer rows={rows} me={me?.id ?? ''} since={openedAt} />
        <TypingLine room={room} />
        <KeepingNote room={room} />
        <ScheduledHere roomId={room.id} />
        {room.slowModeSeconds > 0 && !may(room, 'MUTE_MEMBERS') && <SlowNote seconds={room.slowModeSeconds} />}
        {command.outcome !== null && <CommandNote {...command.outcome} onClose={command.close} />}
        {blocked !== undefined ? (
          <BlockedNote person={blocked} />
        ) : writable ? (
          <Composer
            key={takenBack}
            field={composer}
            room={room}
            called={room.memberCount - 1}
            onEditLast={editLast}
            draft={engine.state().drafts[room.id] ?? ''}
            draftReplaced={draftsReplaced}
            onDraft={(text) => {
              engine.draft({ roomId: room.id }, text);
              if (text !== '') engine.types(room.id);
            }}
            onSend={(text, attention) => {
              toEnd();
              engine.send(room.id, text, undefined, attention);
            }}
            onCommand={live ? command.run : undefined}
            onPoll={live ? (text, clear) => setPolling({ text, clear }) : undefined}
            onSendLater={live ? (text, clear) => setLater({ text, clear }) : undefined}
          />
        ) : (
          <ReadOnlyNote room={room} />
        )}
      </div>
      {polling !== null && (
        <PollDialog roomId={room.id} question={polling.text} onAsked={polling.clear} onClose={() => setPolling(null)} />
      )}
      {later !== null && (
        <ScheduleDialog
          about={{ kind: 'new', roomId: room.id, text: later.text, reply: null }}
          onScheduled={later.clear}
          onClose={() => setLater(null)}
        />
      )}
      {threadId !== null ? (
        <ThreadPanel
          key={threadId}
          room={room}
          threadId={threadId}
          reply={Number.isSafeInteger(reply) && reply > 0 ? reply : null}
          writable={writable}
          onClose={() => setParameters({})}
        />
      ) : panel === 'members' ? (
        <MembersPanel room={room} onClose={() => setPanel(null)} />
      ) : (
        panel === 'pins' && <PinsPanel room={room} onClose={() => setPanel(null)} />
      )}
    </div>
  );
}
