import { Archive, Megaphone, MicOff } from 'lucide-react';
import { useArchiveRoom } from '@/features/rooms/useManageRoom';
import { toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import type { Room } from './model';
import { may } from './powers';
import { dayTime } from './times';
import { useMuted } from './useMuted';

/** Stands where one would write, in a room in which one may not. */
export function ReadOnlyNote({ room }: { room: Room }) {
  const restore = useArchiveRoom(room.id);
  const muted = useMuted(room);
  const Icon = room.archived ? Archive : muted ? MicOff : Megaphone;
  return (
    <div className="px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-5 sm:pb-5">
      <div className="flex min-h-12 flex-wrap items-center gap-3 rounded-xl border border-line bg-sunken px-4 py-2 text-sm text-ink-2">
        <Icon aria-hidden className="size-4 shrink-0 text-ink-3" />
        <p className="flex-1">
          {restore.error !== null
            ? toProblem(restore.error).detail
            : room.archived
              ? 'This room is archived: it can be read, and nothing can be written.'
              : muted && room.muteEnd !== null
                ? `You are muted here until ${dayTime(room.muteEnd)}. You read along.`
                : 'Only some may write here. You read along.'}
        </p>
        {room.archived && may(room, 'ARCHIVE_ROOM') && (
          <Button size="sm" busy={restore.isPending} onClick={() => restore.mutate(false)}>
            Restore
          </Button>
        )}
      </div>
    </div>
  );
}
