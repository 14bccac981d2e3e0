import { useQueryClient } from '@tanstack/react-query';
import { Pin, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { BlockDialog, EditHistoryDialog, ForwardDialog, ReactorsDialog, RemindDialog } from '@/features/opened';
import { AcknowledgeLine } from '@/features/attention/AcknowledgeLine';
import { PriorityMark } from '@/features/attention/PriorityMark';
import { useMe } from '@/features/auth/useSession';
import { useUnblock } from '@/features/blocking/useBlocking';
import { MessageEditor } from '@/features/composing/MessageEditor';
import { SavedMark } from '@/features/later/SavedMark';
import { useForgetItem, useSavedItem, useSaveMessage } from '@/features/later/useLater';
import { PollView } from '@/features/polls/PollView';
import { PreviewCards } from '@/features/previews/PreviewCards';
import { ReactionChips } from '@/features/reactions/ReactionChips';
import { noteOwnReaction } from '@/features/reactions/useOwnReactions';
import { withoutBlocked } from '@/features/reactions/withoutBlocked';
import { toProblem } from '@/rpc/problem';
import { Notice } from '@/ui/Notice';
import { Tooltip } from '@/ui/Tooltip';
import { useChat, useEngine } from './chatContext';
import { useEditing } from './editing';
import { ForwardedNote } from './ForwardedNote';
import { HeldNote } from './HeldNote';
import { MessageActions } from './MessageActions';
import { MessageText } from './MessageText';
import type { Message, PendingChange, Room } from './model';
import { may } from './powers';
import { linkTo } from './quote';
import { useQuoting } from './quoting';
import { RefusedNote } from './RefusedNote';
import { RepliesLink } from '@/features/threads/RepliesLink';
import { ReplyNote } from '@/features/threads/ReplyNote';
import { useOpenThread } from './openThread';
import { isBlocked } from './rooms';
import { useThreadShown } from './threadShown';
import { fullTime } from './times';

interface SaidMessageProps {
  message: Message;
  refused?: PendingChange;
  held?: PendingChange;
  room: Room;
  live: boolean;
  /** Whether the person is at the message, by the mouse or the focus. */
  near: boolean;
  onMarkUnread: () => void;
}

/** What a message in the room's log says now, who has reacted, and what can be done with it. */
export function SaidMessage({ message, refused, held, room, live, near, onMarkUnread }: SaidMessageProps) {
  const engine = useEngine();
  const me = useMe();
  const thread = useThreadShown();
  const openThread = useOpenThread();
  const [forwarded, setForwarded] = useState<Room | null>(null);
  const editing = useEditing();
  const [dialog, setDialog] = useState<'forward' | 'history' | 'block' | 'remind' | 'reactors' | null>(null);
  const saved = useSavedItem(message.id);
  const save = useSaveMessage(room.id, message.id);
  const forget = useForgetItem(saved?.id ?? '');
  const quote = useQuoting();
  const { id, text, mentions, deleted, editTime, reactions, pinTime, sender, replies } = message;
  const mine = sender.id === me?.id;
  const blockedPeople = useChat((state) => state.blocked);
  const blocked = blockedPeople[sender.id] !== undefined;
  const unblock = useUnblock();
  const shownReactions = withoutBlocked(reactions, blockedPeople);
  const [formerReactions] = useState(shownReactions);
  const open = !room.archived;
  const speaking = open && !isBlocked(room, blockedPeople);
  const queryClient = useQueryClient();
  const react = (emoji: string, on: boolean) => {
    noteOwnReaction(queryClient, id, emoji, on);
    engine.react(room.id, id, emoji, on);
  };

  if (editing.messageId === id && !deleted) {
    const save = (changed: string) => {
      engine.edit(room.id, id, changed);
      editing.end();
    };
    return <MessageEditor room={room} text={text} live={live} onSave={save} onCancel={() => editing.end()} />;
  }

  const repliable = speaking && may(room, 'SEND_MESSAGES') && (!deleted || replies !== null);

  return (
    <>
      {message.thread !== null && <ReplyNote message={message} />}
      {saved !== undefined && <SavedMark item={saved} />}
      {pinTime !== null && (
        <p className="flex items-center gap-1 text-xs text-ink-3">
          <Pin aria-hidden className="size-3 shrink-0" />
          Pinned
        </p>
      )}
      <PriorityMark priority={message.priority} className="mb-0.5" />
      {held !== undefined ? (
        <HeldNote change={held} />
      ) : deleted ? (
        <p className="flex items-center gap-1.5 text-ink-3 italic">
          <Trash2 aria-hidden className="size-3.5 shrink-0" />
          This message was deleted
        </p>
      ) : (
        <MessageText text={text} mentions={mentions}>
          {editTime !== null && (
            <Tooltip label={`Edited ${fullTime(editTime)}`}>
              <button
                type="button"
                aria-label="Edited: show what it said before"
                className="ml-1 rounded-sm text-xs text-ink-3 hover:underline"
                onClick={() => setDialog('history')}
              >
                (edited)
              </button>
            </Tooltip>
          )}
        </MessageText>
      )}
      {!deleted && message.previews.length > 0 && (
        <PreviewCards message={message} removable={live && open && (mine || may(room, 'DELETE_MESSAGES'))} />
      )}
      {message.acknowledgements !== null && (
        <AcknowledgeLine
          message={message}
          acknowledgements={message.acknowledgements}
          room={room}
          live={live && open}
        />
      )}
      {message.poll !== null && !deleted && (
        <PollView message={message} poll={message.poll} room={room} live={live && speaking} />
      )}
      {shownReactions.length > 0 && (
        <ReactionChips
          room={room}
          message={message}
          reactions={shownReactions}
          former={formerReactions}
          live={live && speaking}
          onReact={react}
        />
      )}
      {refused !== undefined && <RefusedNote change={refused} />}
      {thread === null && replies !== null && <RepliesLink message={message} />}
      <MessageActions
        live={live}
        near={near}
        text={text}
        link={linkTo(message)}
        onReact={deleted || !speaking ? undefined : (emoji) => react(emoji, true)}
        onReactors={shownReactions.length > 0 ? () => setDialog('reactors') : undefined}
        onEdit={mine && !deleted && may(room, 'SEND_MESSAGES') && speaking ? () => editing.begin(id) : undefined}
        onReply={openThread !== null && repliable ? () => openThread(message.thread?.id ?? id) : undefined}
        onQuote={deleted || quote === null ? undefined : () => quote(message)}
        onForward={deleted ? undefined : () => setDialog('forward')}
        onPin={
          deleted || !may(room, 'PIN_MESSAGES') || !speaking
            ? undefined
            : { pinned: pinTime !== null, run: () => engine.pin(room.id, id, pinTime === null) }
        }
        onSave={
          deleted && saved === undefined
            ? undefined
            : {
                saved: saved !== undefined,
                run: () => (saved === undefined ? save.mutate({ remindTime: null, note: '' }) : forget.mutate()),
              }
        }
        onRemind={deleted ? undefined : () => setDialog('remind')}
        onDelete={
          (mine || may(room, 'DELETE_MESSAGES')) && !deleted && open ? () => engine.delete(room.id, id) : undefined
        }
        onMarkUnread={onMarkUnread}
        onBlock={
          mine
            ? undefined
            : { name: sender.displayName, blocked, run: () => (blocked ? unblock.mutate(sender) : setDialog('block')) }
        }
      />
      {dialog === 'forward' && !deleted && (
        <ForwardDialog message={message} from={room} onForwarded={setForwarded} onClose={() => setDialog(null)} />
      )}
      {save.error !== null && <Notice kind="danger">{toProblem(save.error).detail}</Notice>}
      {dialog === 'remind' && (
        <RemindDialog
          about={
            saved === undefined
              ? { kind: 'message', roomId: room.id, messageId: message.id }
              : { kind: 'item', item: saved }
          }
          onClose={() => setDialog(null)}
        />
      )}
      {forwarded !== null && <ForwardedNote to={forwarded} onEnd={() => setForwarded(null)} />}
      {dialog === 'block' && <BlockDialog person={sender} onClose={() => setDialog(null)} />}
      {dialog === 'reactors' && (
        <ReactorsDialog message={message} reactions={shownReactions} onClose={() => setDialog(null)} />
      )}
      {dialog === 'history' && !deleted && <EditHistoryDialog message={message} onClose={() => setDialog(null)} />}
    </>
  );
}
