import { Avatar, type AvatarSize } from '@/ui/Avatar';

interface RoomAvatarProps {
  room: { readonly id: string; readonly name: string; readonly avatarVersion: string };
  size?: AvatarSize;
}

/** A room's picture, or one that is generated of its name. */
export function RoomAvatar({ room: { id, name, avatarVersion }, size }: RoomAvatarProps) {
  return <Avatar person={{ id, displayName: name, avatarVersion }} at="/avatars/rooms" size={size} />;
}
