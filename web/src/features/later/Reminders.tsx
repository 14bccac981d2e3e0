import { useQuery } from '@tanstack/react-query';
import { AlarmClock, Check, X } from 'lucide-react';
import { useNavigate } from 'react-router';
import { useChat } from '@/features/chat/chatContext';
import { messagePath } from '@/features/chat/messagePath';
import type { SavedItem } from '@/features/chat/model';
import { toMessage } from '@/features/chat/wire';
import { oneLine } from '@/features/markdown/oneLine';
import type { Message as WireMessage } from '@/gen/parley/v1/chat_pb';
import { session } from '@/rpc/browserSession';
import { getMessage } from '@/rpc/chatApi';
import { Button } from '@/ui/Button';
import { IconButton } from '@/ui/IconButton';
import { useDueItems, useUpdateItem } from './useLater';

/** So many are shown at once; the others wait behind them. */
const MOST = 3;
const SNOOZE_MS = 20 * 60_000;

/** What the person is reminded of now, above every page, until they answer. */
export function Reminders() {
  const due = useDueItems().slice(0, MOST);
  return (
    <ul
      aria-label="Reminders"
      aria-live="assertive"
      className="pointer-events-none fixed right-3 bottom-24 z-30 flex w-[min(22rem,calc(100vw-1.5rem))] flex-col gap-2"
    >
      {due.map((item) => (
        <Reminder key={item.id} item={item} />
      ))}
    </ul>
  );
}

function saidIn(message: WireMessage | undefined, inRoom: boolean): string {
  if (!inRoom) return 'A message of a room that you are not in any more';
  if (message === undefined) return '';
  return message.deleted ? 'A message that was deleted' : oneLine(message.text);
}

function Reminder({ item }: { item: SavedItem }) {
  const { place, note } = item;
  const navigate = useNavigate();
  const update = useUpdateItem(item.id);
  const room = useChat((state) => (place === null ? undefined : state.rooms?.[place.roomId]));
  const message = useQuery({
    queryKey: ['message', place?.messageId],
    queryFn: () => session.withToken((token) => getMessage(token, place?.roomId ?? '', place?.messageId ?? '')),
    enabled: place !== null && room !== undefined,
  }).data;
  const said = place === null ? '' : saidIn(message, room !== undefined);
  const open = () => {
    update.mutate({ clearReminder: true });
    void navigate(message === undefined ? '/later' : messagePath(toMessage(message)));
  };
  return (
    <li className="pointer-events-auto animate-rise rounded-xl border border-accent bg-raised p-3 shadow-lg">
      <div className="flex items-start gap-2.5">
        <AlarmClock aria-hidden className="mt-0.5 size-4 shrink-0 text-accent" />
        <div className="min-w-0 flex-1 text-sm">
          <p className="font-semibold">Reminder{room === undefined ? '' : ` · ${room.name}`}</p>
          {note !== '' && <p className="line-clamp-3 wrap-anywhere">{note}</p>}
          {said !== '' && <p className="line-clamp-2 wrap-anywhere text-ink-2">{said}</p>}
        </div>
        <IconButton
          icon={X}
          label="Dismiss"
          className="-mt-1.5 -mr-1.5 size-8!"
          disabled={update.isPending}
          onClick={() => update.mutate({ clearReminder: true })}
        />
      </div>
      <div className="mt-2 flex flex-wrap gap-2 pl-6.5">
        <Button size="sm" variant="primary" onClick={open}>
          Open
        </Button>
        <Button size="sm" disabled={update.isPending} onClick={() => update.mutate({ done: true })}>
          <Check aria-hidden className="size-3.5" />
          Done
        </Button>
        <Button
          size="sm"
          variant="quiet"
          disabled={update.isPending}
          onClick={() => update.mutate({ remindTime: Date.now() + SNOOZE_MS })}
        >
          In 20 minutes
        </Button>
      </div>
    </li>
  );
}
