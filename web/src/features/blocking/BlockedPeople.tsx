import { useChat } from '@/features/chat/chatContext';
import { useShowPerson } from '@/features/rooms/personCard';
import { PersonLine } from '@/ui/PersonLine';
import { BlockButton } from './BlockButton';

const byName = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });

/** Whom the person has blocked, with the way back. */
export function BlockedPeople() {
  const showPerson = useShowPerson();
  const people = Object.values(useChat((state) => state.blocked)).sort((a, b) =>
    byName.compare(a.displayName, b.displayName),
  );
  if (people.length === 0) {
    return <p className="text-sm text-ink-3">Nobody. You block somebody on their card, or at a message of theirs.</p>;
  }
  return (
    <ul
      aria-label="Blocked people"
      className="max-h-96 divide-y divide-line overflow-y-auto rounded-xl border border-line bg-surface"
    >
      {people.map((person) => (
        <li key={person.id} className="px-4 py-2.5">
          <PersonLine
            person={person}
            onShow={() => showPerson(person)}
            aside={<BlockButton person={person} size="sm" />}
          />
        </li>
      ))}
    </ul>
  );
}
