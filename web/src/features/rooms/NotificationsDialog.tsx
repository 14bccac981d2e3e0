import * as RadioGroup from '@radix-ui/react-radio-group';
import { useId, useState } from 'react';
import type { Room, RoomPreferences } from '@/features/chat/model';
import { RoomPreferences_Level } from '@/gen/parley/v1/chat_pb';
import type { Arrangement } from '@/rpc/chatApi';
import { toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Notice } from '@/ui/Notice';
import { useArrangeRoom } from './useManageRoom';

const LEVELS: readonly { level: RoomPreferences['notifications']; title: string; note: string }[] = [
  {
    level: 'ALL',
    title: 'All messages',
    note: 'All that is unread here counts in the title of the page and the picture in its tab.',
  },
  {
    level: 'MENTIONS',
    title: 'Mentions only',
    note: 'There, only what names you counts; in conversations, everything.',
  },
  {
    level: 'NOTHING',
    title: 'Nothing',
    note: 'There, nothing counts. In the list, the room still shows what is unread.',
  },
];

/** Of what one wants to hear in a room, and whether it keeps quiet in the list. Each choice is taken at once. */
export function NotificationsDialog({ room, onClose }: { room: Room; onClose: () => void }) {
  const arrange = useArrangeRoom(room.id);
  const muteId = useId();
  // What was just chosen is shown at once, while the server is told of it.
  const [chosen, setChosen] = useState<Arrangement>({});
  const choose = (arrangement: Arrangement) => {
    setChosen(arrangement);
    arrange.mutate(arrangement, { onSettled: () => setChosen({}) });
  };
  const muted = chosen.muted ?? room.preferences.muted;
  const notifications =
    LEVELS.find(({ level }) => RoomPreferences_Level[level] === chosen.notifications)?.level ??
    room.preferences.notifications;
  return (
    <Dialog title="Notifications" description={`For you, in ${room.name}.`} onClose={onClose}>
      <div className="flex flex-col gap-4 px-6 pt-4 pb-6">
        {arrange.error !== null && <Notice kind="danger">{toProblem(arrange.error).detail}</Notice>}
        <RadioGroup.Root
          aria-label="Notify me of"
          value={notifications}
          onValueChange={(value) => {
            const level = LEVELS.find((each) => each.level === value)?.level ?? 'ALL';
            choose({ notifications: RoomPreferences_Level[level] });
          }}
          className="flex flex-col gap-2"
        >
          {LEVELS.map(({ level, title, note }) => (
            <RadioGroup.Item
              key={level}
              value={level}
              aria-label={`${title}. ${note}`}
              className="flex flex-col rounded-lg border border-line-strong/50 px-3 py-2 text-left transition-colors hover:bg-hover data-[state=checked]:border-accent data-[state=checked]:bg-accent-soft data-[state=checked]:ring-1 data-[state=checked]:ring-accent"
            >
              <span className="font-medium">{title}</span>
              <span className="text-sm text-ink-2">{note}</span>
            </RadioGroup.Item>
          ))}
        </RadioGroup.Root>
        <div className="flex items-start gap-3">
          <input
            id={muteId}
            type="checkbox"
            className="mt-0.5 size-5 shrink-0 accent-accent"
            aria-describedby={`${muteId}-note`}
            checked={muted}
            onChange={(event) => choose({ muted: event.target.checked })}
          />
          <div>
            <label htmlFor={muteId} className="font-medium">
              Mute
            </label>
            <p id={`${muteId}-note`} className="text-sm text-ink-2">
              Also in the list, the room keeps quiet: only what names you stands out.
            </p>
          </div>
        </div>
        <p className="text-sm text-ink-3">
          In the list, <span className="font-semibold">3</span> is what is unread, and{' '}
          <span className="rounded-full bg-accent px-1.5 text-xs font-semibold text-accent-ink">@2</span> how much of it
          is for you; in the title of the page, (3, @2) says the same of all rooms.
        </p>
        <div className="flex justify-end">
          <Button onClick={onClose}>Done</Button>
        </div>
      </div>
    </Dialog>
  );
}
