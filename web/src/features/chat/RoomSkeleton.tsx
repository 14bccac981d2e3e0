import { Skeleton } from '@/ui/Skeleton';
import { TimelineSkeleton } from './TimelineSkeleton';

export function RoomSkeleton() {
  return (
    <div role="status" aria-label="Loading the room" className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-14 shrink-0 items-center border-b border-line px-6">
        <Skeleton className="h-4 w-36" />
      </div>
      <TimelineSkeleton />
    </div>
  );
}
