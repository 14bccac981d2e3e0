import { Avatar } from '@/ui/Avatar';
import { PresenceDot } from './PresenceDot';
import { usePresence } from './usePresence';

interface PersonAvatarProps {
  person: { readonly id: string; readonly displayName: string };
}

/** Somebody's avatar with whether they are there. */
export function PersonAvatar({ person }: PersonAvatarProps) {
  const presence = usePresence(person.id);
  return (
    <span className="relative inline-flex shrink-0">
      <Avatar person={person} />
      {presence !== undefined && <PresenceDot state={presence.state} className="absolute -right-1 -bottom-1" />}
    </span>
  );
}
