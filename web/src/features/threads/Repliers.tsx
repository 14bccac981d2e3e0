import { useMemo } from 'react';
import { PersonAvatar } from '@/features/presence/PersonAvatar';
import { useNamed } from '@/features/presence/useNamed';

/** Who has replied: their pictures, one over the edge of the next. */
export function Repliers({ userIds }: { userIds: readonly string[] }) {
  return (
    <span className="flex shrink-0 -space-x-1">
      {userIds.map((id) => (
        <Replier key={id} id={id} />
      ))}
    </span>
  );
}

/** What they are called comes with who is there. */
function Replier({ id }: { id: string }) {
  const unknown = useMemo(() => ({ id, displayName: '', avatarVersion: '' }), [id]);
  const person = useNamed(unknown);
  return (
    <span className="rounded-[0.3125rem] ring-2 ring-canvas">
      <PersonAvatar person={person} size="xs" />
    </span>
  );
}
