import { Users } from 'lucide-react';
import { useState } from 'react';
import { useGuest } from '@/features/guests/useGuest';
import { usePeople } from '@/features/rooms/usePeople';
import { useWorkspaceTitle } from '@/features/rooms/useWorkspaceTitle';
import { toProblem } from '@/rpc/problem';
import { EmptyState } from '@/ui/EmptyState';
import { Notice } from '@/ui/Notice';
import { PageHeader } from '@/ui/PageHeader';
import { SearchField } from '@/ui/SearchField';
import { ShowMore } from '@/ui/ShowMore';
import { Skeleton } from '@/ui/Skeleton';
import { useDebounced } from '@/ui/useDebounced';
import { ListedPerson } from './ListedPerson';

/** Everybody with an account; to a guest, those whom they share a room with. */
export function PeoplePage() {
  useWorkspaceTitle('People');
  const [query, setQuery] = useState('');
  const settled = useDebounced(query.trim().replace(/^@/, ''), 200);
  const people = usePeople(settled);
  const guest = useGuest();
  // Of those whom a guest sees, they are one.
  const alone = guest && settled === '' && people.data?.length === 1;

  return (
    <>
      <PageHeader title="People" />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex w-full max-w-3xl flex-col gap-5 px-4 py-6 sm:px-6 sm:py-8">
          <SearchField label="Search people by name" value={query} onChange={setQuery} />
          {guest && !alone && <p className="text-sm text-ink-3">The people of the rooms that you are in.</p>}
          {people.isError ? (
            <Notice kind="danger">
              {toProblem(people.error).detail}{' '}
              <button type="button" className="font-semibold underline" onClick={() => void people.refetch()}>
                Try again
              </button>
            </Notice>
          ) : people.isPending ? (
            <div role="status" aria-label="Loading people" className="flex animate-late flex-col gap-3">
              <Skeleton className="h-14 rounded-lg" />
              <Skeleton className="h-14 rounded-lg" />
              <Skeleton className="h-14 rounded-lg" />
            </div>
          ) : people.data.length === 0 ? (
            <EmptyState icon={Users} title="Nobody found">
              {guest
                ? `Nobody in your rooms has a name that begins with “${settled}”.`
                : `Nobody’s name begins with “${settled}”.`}
            </EmptyState>
          ) : alone ? (
            <EmptyState icon={Users} title="Only you, so far">
              As a guest you see the people of the rooms that you are in.
            </EmptyState>
          ) : (
            <div aria-busy={people.isFetching}>
              <ul
                aria-label="People"
                className="divide-y divide-line rounded-xl border border-line bg-surface shadow-sm"
              >
                {people.data.map((person) => (
                  <ListedPerson key={person.id} person={person} />
                ))}
              </ul>
              <ShowMore list={people} />
            </div>
          )}
        </div>
      </div>
    </>
  );
}
