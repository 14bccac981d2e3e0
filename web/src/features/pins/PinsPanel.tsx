import { Pin } from 'lucide-react';
import type { Room } from '@/features/chat/model';
import { may } from '@/features/chat/powers';
import { toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { EmptyState } from '@/ui/EmptyState';
import { Notice } from '@/ui/Notice';
import { SidePanel } from '@/ui/SidePanel';
import { Skeleton } from '@/ui/Skeleton';
import { PinnedMessage } from './PinnedMessage';
import { usePins } from './usePins';

/** What is pinned in the room, what was pinned last first. */
export function PinsPanel({ room, onClose }: { room: Room; onClose: () => void }) {
  const { data: pins, error, isPending, refetch } = usePins(room);
  return (
    <SidePanel
      label={`Pinned in ${room.name}`}
      title={
        <>
          Pinned{' '}
          {pins !== undefined && pins.length > 0 && (
            <span className="font-normal text-ink-3 tabular-nums">{pins.length}</span>
          )}
        </>
      }
      closeLabel="Close pinned messages"
      onClose={onClose}
    >
      {error !== null ? (
        <div className="flex flex-col items-start gap-3 p-4">
          <Notice kind="danger">{toProblem(error).detail}</Notice>
          <Button onClick={() => void refetch()}>Try again</Button>
        </div>
      ) : isPending ? (
        <div role="status" aria-label="Loading pinned messages" className="flex flex-col gap-4 p-4">
          <Skeleton className="h-20 w-full" />
          <Skeleton className="h-14 w-full" />
        </div>
      ) : pins.length === 0 ? (
        <EmptyState icon={Pin} title="Nothing is pinned">
          {may(room, 'PIN_MESSAGES')
            ? 'Pin what everybody here should find at once: it is in the menu of each message.'
            : 'What is pinned here can be found by everybody at once.'}
        </EmptyState>
      ) : (
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
        <div tabIndex={0} role="group" aria-label="Pinned messages" className="min-h-0 flex-1 overflow-y-auto">
          <ol className="flex flex-col gap-2 p-3">
            {pins.map((pin) => (
              <PinnedMessage key={pin.message?.id} pin={pin} room={room} />
            ))}
          </ol>
        </div>
      )}
    </SidePanel>
  );
}
