import { useMe } from '@/features/auth/useSession';
import { useMembers } from '@/features/rooms/useMembers';
import type { Reaction, Room } from '@/features/chat/model';

/** Who has reacted, in words: "You, Grace Hopper and 3 others". */
export function useReactors(room: Room): (reaction: Reaction) => string {
  const me = useMe();
  const members = useMembers(room).data?.pages.flatMap((page) => page.members) ?? [];
  return ({ userIds, count }) => {
    const names = userIds.flatMap((id) => {
      if (id === me?.id) return ['You'];
      const person = members.find((member) => member.person?.id === id)?.person;
      return person === undefined ? [] : [person.displayName];
    });
    const others = count - names.length;
    if (others > 0) names.push(others === 1 ? '1 other' : `${others} others`);
    return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : (names[0] ?? '');
  };
}
