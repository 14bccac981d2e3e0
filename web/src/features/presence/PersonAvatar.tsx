import { Avatar, type AvatarSize } from '@/ui/Avatar';
import { cx } from '@/ui/cx';
import { PresenceDot } from './PresenceDot';
import { usePresence } from './usePresence';

interface PersonAvatarProps {
  person: { readonly id: string; readonly displayName: string };
  size?: AvatarSize;
}

/** Somebody's avatar with whether they are there. */
export function PersonAvatar({ person, size = 'md' }: PersonAvatarProps) {
  const presence = usePresence(person.id);
  return (
    <span className="relative inline-flex shrink-0">
      <Avatar person={person} size={size} />
      {presence !== undefined && (
        <PresenceDot
          state={presence.state}
          className={cx('absolute -right-1 -bottom-1', size === 'xs' && 'size-2.5', size === 'lg' && 'size-4.5')}
        />
      )}
    </span>
  );
}
