import { Skeleton } from '@/ui/Skeleton';

const WIDTHS = ['w-3/5', 'w-2/5', 'w-4/5', 'w-1/2', 'w-2/3'];

/** Messages on their way. Appears only if they take long. */
export function TimelineSkeleton() {
  return (
    <div
      role="status"
      aria-label="Loading messages"
      className="flex min-h-0 flex-1 animate-late flex-col justify-end gap-6 overflow-hidden px-6 pb-8"
    >
      {WIDTHS.map((width) => (
        <div key={width} className="flex gap-3">
          <Skeleton className="size-9 rounded-lg" />
          <div className="flex flex-1 flex-col gap-2 pt-1">
            <Skeleton className="h-3.5 w-28" />
            <Skeleton className={`h-3.5 max-w-xl ${width}`} />
          </div>
        </div>
      ))}
    </div>
  );
}
