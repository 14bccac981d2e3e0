import { useState } from 'react';
import type { Room } from '@/features/chat/model';
import { useMembers } from '@/features/rooms/useMembers';
import { usePeople } from '@/features/rooms/usePeople';
import { toProblem } from '@/rpc/problem';
import { Notice } from '@/ui/Notice';
import { SearchField } from '@/ui/SearchField';
import { ShowMore } from '@/ui/ShowMore';
import { Spinner } from '@/ui/Spinner';
import { useDebounced } from '@/ui/useDebounced';
import { AddablePerson } from './AddablePerson';

/** Adds people who have an account: they are in the room at once. */
export function PeopleByName({ room }: { room: Room }) {
  const [query, setQuery] = useState('');
  const settled = useDebounced(query.trim().replace(/^@/, ''), 200);
  const people = usePeople(settled);
  // Of those who are found, who is in the room already.
  const members = useMembers(room, settled);
  const inside = new Set(members.data?.pages.flatMap((page) => page.members.map((member) => member.person?.id)));

  return (
    <>
      <div className="px-6 pt-4">
        <SearchField label="Search by name" value={query} onChange={setQuery} />
      </div>
      <div className="mt-3 h-80 overflow-y-auto border-t border-line px-4 py-2" aria-busy={people.isFetching}>
        {people.isError ? (
          <Notice kind="danger">{toProblem(people.error).detail}</Notice>
        ) : people.isPending ? (
          <p role="status" className="flex animate-late items-center justify-center gap-2 py-10 text-sm text-ink-3">
            <Spinner /> Searching
          </p>
        ) : people.data.length === 0 ? (
          <p role="status" className="py-10 text-center text-sm text-ink-3">
            Nobody’s name begins with “{settled}”.
          </p>
        ) : (
          <>
            <ul aria-label="People">
              {people.data.map((person) => (
                <AddablePerson key={person.id} person={person} roomId={room.id} isMember={inside.has(person.id)} />
              ))}
            </ul>
            <ShowMore list={people} />
          </>
        )}
      </div>
    </>
  );
}
