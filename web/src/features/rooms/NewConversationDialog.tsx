import { Check, X } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useMe } from '@/features/auth/useSession';
import { BlockedMark } from '@/features/blocking/BlockedMark';
import { GuestBadge } from '@/features/guests/GuestBadge';
import { PersonAvatar } from '@/features/presence/PersonAvatar';
import { toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Notice } from '@/ui/Notice';
import { PersonLine } from '@/ui/PersonLine';
import { SearchField } from '@/ui/SearchField';
import { ShowMore } from '@/ui/ShowMore';
import { useDebounced } from '@/ui/useDebounced';
import { usePeople } from './usePeople';
import { useOpenConversation } from './useRoomActions';

interface Chosen {
  readonly id: string;
  readonly displayName: string;
}

/** Most others in a new group. */
const MOST = 100;

/** Chooses whom to talk to: one person, several, or oneself. */
export function NewConversationDialog({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const me = useMe();
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<readonly Chosen[]>([]);
  const people = usePeople(useDebounced(query.trim().replace(/^@/, ''), 200));
  const open = useOpenConversation((room) => {
    onClose();
    void navigate(`/rooms/${room.id}`);
  });
  const others = chosen.filter(({ id }) => id !== me?.id);

  const toggle = (person: Chosen) => {
    const without = chosen.filter(({ id }) => id !== person.id);
    setChosen(without.length < chosen.length ? without : [...chosen, person].slice(0, MOST));
    setQuery('');
  };

  return (
    <Dialog
      title="New conversation"
      description="With one person it is the one you have already; with several, a new group."
      onClose={onClose}
    >
      <div className="flex flex-col gap-2.5 px-6 pt-4">
        {open.error !== null && <Notice kind="danger">{toProblem(open.error).detail}</Notice>}
        {chosen.length > 0 && (
          <ul aria-label="Chosen" className="flex max-h-24 flex-wrap gap-1.5 overflow-y-auto">
            {chosen.map((person) => (
              <li key={person.id}>
                <button
                  type="button"
                  aria-label={`Take ${person.displayName} out`}
                  onClick={() => toggle(person)}
                  className="flex h-7 items-center gap-1 rounded-full bg-accent-soft pr-2 pl-3 text-sm font-medium text-accent"
                >
                  {person.displayName}
                  <X aria-hidden className="size-3.5" />
                </button>
              </li>
            ))}
          </ul>
        )}
        <SearchField label="Search by name" value={query} onChange={setQuery} />
      </div>
      <div className="mt-3 h-72 overflow-y-auto border-t border-line px-4 py-2" aria-busy={people.isFetching}>
        {people.isError ? (
          <Notice kind="danger">{toProblem(people.error).detail}</Notice>
        ) : people.data?.length === 0 ? (
          <p role="status" className="py-10 text-center text-sm text-ink-3">
            Nobody’s name begins with “{query.trim()}”.
          </p>
        ) : (
          <>
            <ul aria-label="People">
              {people.data?.map((person) => {
                const picked = chosen.some(({ id }) => id === person.id);
                return (
                  <li key={person.id}>
                    <button
                      type="button"
                      aria-pressed={picked}
                      onClick={() => toggle(person)}
                      className="w-full rounded-md px-2 py-1.5 text-left transition-colors hover:bg-hover"
                    >
                      <PersonLine
                        person={person}
                        avatar={<PersonAvatar person={person} />}
                        beside={
                          <>
                            {person.guest && <GuestBadge />}
                            <BlockedMark userId={person.id} />
                          </>
                        }
                        aside={
                          picked ? (
                            <Check aria-hidden className="size-4 text-accent" />
                          ) : (
                            person.id === me?.id && <span className="text-xs text-ink-3">You</span>
                          )
                        }
                      />
                    </button>
                  </li>
                );
              })}
            </ul>
            <ShowMore list={people} />
          </>
        )}
      </div>
      <div className="flex justify-end gap-2.5 border-t border-line px-6 py-4">
        <Button onClick={onClose}>Cancel</Button>
        <Button
          variant="primary"
          disabled={chosen.length === 0}
          busy={open.isPending}
          onClick={() => open.mutate(others.map(({ id }) => id))}
        >
          {others.length > 1
            ? 'Begin a group'
            : others.length === 0 && chosen.length > 0
              ? 'Write to yourself'
              : 'Begin'}
        </Button>
      </div>
    </Dialog>
  );
}
