import { useId, useState } from 'react';
import { useChat, useEngine } from '@/features/chat/chatContext';
import { charactersLeft, clean } from '@/features/chat/messageText';
import { MAX_MESSAGE_LENGTH, type Message, type Room } from '@/features/chat/model';
import { MessageText } from '@/features/chat/MessageText';
import { may } from '@/features/chat/powers';
import { quoteOf } from '@/features/chat/quote';
import { isBlocked, useRooms } from '@/features/chat/rooms';
import { RoomMark } from '@/features/rooms/RoomMark';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Notice } from '@/ui/Notice';
import { SearchField } from '@/ui/SearchField';
import { TextArea } from '@/ui/TextArea';

interface ForwardDialogProps {
  message: Message;
  /** Where it was said. */
  from: Room;
  onForwarded: (to: Room) => void;
  onClose: () => void;
}

/** Says in another room what was said in this one, with a word of one's own. */
export function ForwardDialog({ message, from, onForwarded, onClose }: ForwardDialogProps) {
  const engine = useEngine();
  const rooms = useRooms() ?? [];
  const blocked = useChat((state) => state.blocked);
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<Room | null>(null);
  const [note, setNote] = useState('');
  const listId = useId();
  const wanted = query.trim().toLocaleLowerCase();
  const targets = rooms.filter(
    (room) => may(room, 'SEND_MESSAGES') && !isBlocked(room, blocked) && room.name.toLocaleLowerCase().includes(wanted),
  );
  const text = [clean(note), quoteOf(message, MAX_MESSAGE_LENGTH)].filter((part) => part !== '').join('\n\n');
  const left = charactersLeft(text);

  const forward = () => {
    if (chosen === null || left < 0) return;
    engine.forward(chosen.id, text);
    onForwarded(chosen);
    onClose();
  };

  return (
    <Dialog title="Forward this message" description="Who is there will see it, and who said it." onClose={onClose}>
      <form
        className="flex min-h-0 flex-col gap-4 overflow-y-auto px-6 pt-4 pb-6"
        onSubmit={(event) => {
          event.preventDefault();
          forward();
        }}
      >
        {chosen === null ? (
          <div className="flex flex-col gap-2">
            <SearchField label="Where to" value={query} onChange={setQuery} />
            <ul id={listId} aria-label="Rooms" className="flex max-h-56 flex-col overflow-y-auto">
              {targets.map((room) => (
                <li key={room.id}>
                  <button
                    type="button"
                    onClick={() => setChosen(room)}
                    className="flex h-10 w-full items-center gap-2.5 rounded-md px-3 text-left hover:bg-hover"
                  >
                    <RoomMark room={room} />
                    <span className="min-w-0 flex-1 truncate">{room.name}</span>
                  </button>
                </li>
              ))}
            </ul>
            {targets.length === 0 && (
              <p role="status" className="px-3 py-4 text-center text-sm text-ink-3">
                No room of yours is called that.
              </p>
            )}
          </div>
        ) : (
          <>
            <div className="flex items-center gap-2.5 rounded-md border border-line bg-sunken py-1 pr-1 pl-3">
              <RoomMark room={chosen} />
              <span className="min-w-0 flex-1 truncate font-medium">{chosen.name}</span>
              <Button size="sm" variant="quiet" onClick={() => setChosen(null)}>
                Change
              </Button>
            </div>
            <TextArea
              label="A word of your own (optional)"
              rows={2}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
            {from.visibility === 'PRIVATE' && from.id !== chosen.id && (
              <Notice kind="info">This was said in a private room.</Notice>
            )}
            {left < 0 && <Notice kind="danger">{`That is ${-left} characters too many for one message.`}</Notice>}
          </>
        )}
        <div className="max-h-40 overflow-hidden rounded-md border border-line bg-sunken px-3 py-2 text-ink-2">
          <MessageText text={message.text} mentions={message.mentions} />
        </div>
        <div className="flex justify-end gap-2.5">
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" disabled={chosen === null || left < 0}>
            Forward
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
