import { Hash, Lock } from 'lucide-react';
import type { Room } from './model';

/** Stands above the first message of a room. */
export function BeginningRow({ room }: { room: Room }) {
  const Icon = room.visibility === 'PRIVATE' ? Lock : Hash;
  return (
    <div className="px-4 pt-12 pb-4 sm:px-6">
      <span className="mb-3 flex size-12 items-center justify-center rounded-xl bg-accent-soft text-accent">
        <Icon aria-hidden className="size-6" />
      </span>
      <h2 className="text-xl font-semibold wrap-anywhere">{room.name}</h2>
      <p className="text-ink-2 wrap-anywhere">
        {room.topic === '' ? 'This is where the room begins.' : `${room.topic}. This is where it begins.`}
      </p>
    </div>
  );
}
