import { Avatar, type AvatarSize, type Pictured } from '@/ui/Avatar';
import { cx } from '@/ui/cx';
import { PresenceDot } from './PresenceDot';
import { useMe } from '@/features/auth/useSession';
import { useNamed } from './useNamed';
import { usePresence } from './usePresence';

interface PersonAvatarProps {
  person: Pictured;
  size?: AvatarSize;
}

/** Somebody's avatar with whether they are there. */
export function PersonAvatar({ person, size = 'md' }: PersonAvatarProps) {
  const presence = usePresence(person.id);
  const me = useMe();
  const shown = useNamed(person);
  return (
    <span className="relative inline-flex shrink-0">
      {/* One's own is known to this page as soon as it changes. */}
      <Avatar person={person.id === me?.id ? me : shown} size={size} />
      {presence !== undefined && (
        <PresenceDot
          state={presence.state}
          className={cx('absolute -right-1 -bottom-1', size === 'xs' && 'size-2.5', size === 'lg' && 'size-4.5')}
        />
      )}
    </span>
  );
}
