import { useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { toMillisOrNull } from '@/features/chat/roomFacts';
import { dayTime } from '@/features/chat/times';
import type { DeletedRoom } from '@/gen/parley/v1/deletion_pb';
import { UndeleteRoom } from './UndeleteRoom';
import { useDeletedRooms } from './useDeletion';

/** The deleted rooms that the person may bring back; nothing where there are none. */
export function DeletedRooms() {
  const deleted = useDeletedRooms();
  const queryClient = useQueryClient();
  const rooms = deleted.data ?? [];
  if (rooms.length === 0) return null;
  return (
    <section aria-labelledby="deleted-rooms" className="flex flex-col gap-2.5">
      <h2 id="deleted-rooms" className="text-sm font-semibold text-ink-2">
        Deleted rooms
      </h2>
      <ul className="divide-y divide-line rounded-xl border border-line bg-surface shadow-sm">
        {rooms.map((room) => (
          <li key={room.id} className="flex flex-wrap items-center gap-x-3.5 gap-y-3 px-4 py-3.5">
            <span className="flex size-10 shrink-0 items-center justify-center rounded-lg bg-sunken text-ink-3 max-sm:hidden">
              <Trash2 aria-hidden className="size-5" />
            </span>
            <div className="min-w-0 flex-1 basis-56">
              <p className="font-semibold wrap-anywhere">{room.name}</p>
              <p className="text-sm text-ink-2">{deletionText(room)}</p>
            </div>
            <UndeleteRoom
              roomId={room.id}
              name={room.name}
              onBack={() => void queryClient.invalidateQueries({ queryKey: ['deletedRooms'] })}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Who deleted a room, and until when that can be undone. */
export function deletionText({ deleter, purgeTime }: DeletedRoom): string {
  return `Deleted by ${deleter?.displayName ?? 'somebody'}. It will be deleted for good on ${dayTime(toMillisOrNull(purgeTime) ?? 0)}.`;
}
