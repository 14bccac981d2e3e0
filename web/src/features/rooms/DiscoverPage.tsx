import { Compass, Plus } from 'lucide-react';
import { useState } from 'react';
import { useWorkspaceTitle } from './useWorkspaceTitle';
import type { Room } from '@/gen/parley/v1/chat_pb';
import type { RoomSearch } from '@/rpc/chatApi';
import { useNow } from '@/features/chat/useNow';
import { toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { EmptyState } from '@/ui/EmptyState';
import { Notice } from '@/ui/Notice';
import { PageHeader } from '@/ui/PageHeader';
import { SearchField } from '@/ui/SearchField';
import { ShowMore } from '@/ui/ShowMore';
import { Skeleton } from '@/ui/Skeleton';
import { useDebounced } from '@/ui/useDebounced';
import { DeletedRooms } from './DeletedRooms';
import { DiscoverFilters } from './DiscoverFilters';
import { DiscoveredRoom } from './DiscoveredRoom';
import { useOpenDialog } from './dialogs';
import { useDiscover } from './useDiscover';

export function DiscoverPage() {
  useWorkspaceTitle('Browse rooms');
  const [query, setQuery] = useState('');
  const settled = useDebounced(query.trim(), 200);
  const [sort, setSort] = useState<RoomSearch['sort']>('ACTIVITY');
  const [includeArchived, setIncludeArchived] = useState(false);
  const found = useDiscover({ query: settled, sort, includeArchived });
  const open = useOpenDialog();
  const now = useNow();
  const rooms = unique(found.data?.pages.flatMap((page) => page.rooms) ?? []);

  return (
    <>
      <PageHeader title="Browse rooms" />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex w-full max-w-3xl flex-col gap-5 px-4 py-6 sm:px-6 sm:py-8">
          <div className="flex gap-2.5">
            <div className="flex-1">
              <SearchField label="Search public rooms" value={query} onChange={setQuery} />
            </div>
            <Button variant="primary" onClick={() => open('createRoom')}>
              <Plus aria-hidden className="size-4" />
              <span>
                Create<span className="max-sm:sr-only"> a room</span>
              </span>
            </Button>
          </div>
          <DiscoverFilters
            sort={sort}
            includeArchived={includeArchived}
            onSort={setSort}
            onIncludeArchived={setIncludeArchived}
          />
          {found.isError ? (
            <Notice kind="danger">
              {toProblem(found.error).detail}{' '}
              <button type="button" className="font-semibold underline" onClick={() => void found.refetch()}>
                Try again
              </button>
            </Notice>
          ) : found.isPending ? (
            <div role="status" aria-label="Loading rooms" className="flex animate-late flex-col gap-3">
              <Skeleton className="h-18 rounded-lg" />
              <Skeleton className="h-18 rounded-lg" />
              <Skeleton className="h-18 rounded-lg" />
            </div>
          ) : rooms.length === 0 ? (
            <EmptyState icon={Compass} title={settled === '' ? 'No public rooms yet' : 'Nothing found'}>
              {settled === ''
                ? 'Create the first one, and everyone here can join it.'
                : `No public room has “${settled}” in its name or topic.`}
            </EmptyState>
          ) : (
            <>
              <ul
                aria-label="Public rooms"
                className="divide-y divide-line rounded-xl border border-line bg-surface shadow-sm"
              >
                {rooms.map((room) => (
                  <DiscoveredRoom key={room.id} room={room} now={now} />
                ))}
              </ul>
              <ShowMore list={found} />
            </>
          )}
          <DeletedRooms />
        </div>
      </div>
    </>
  );
}

/** A room that moves in the order while one reads on may come twice. */
function unique(rooms: readonly Room[]): Room[] {
  return [...new Map(rooms.map((room) => [room.id, room])).values()];
}
