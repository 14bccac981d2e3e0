import { MessageSquareText, TextSearch, User } from 'lucide-react';
import { useNavigate } from 'react-router';
import { useMe } from '@/features/auth/useSession';
import { messagePath } from '@/features/chat/messagePath';
import { useRooms } from '@/features/chat/rooms';
import { toMessage } from '@/features/chat/wire';
import type { Choice } from '@/features/rooms/switcherChoices';
import { oneLine } from '@/features/markdown/oneLine';
import { usePeople } from '@/features/rooms/usePeople';
import { useOpenConversation } from '@/features/rooms/useRoomActions';
import { useDebounced } from '@/ui/useDebounced';
import { searchPath } from './found';
import { useMessageSearch } from './useMessageSearch';

/** So few letters find everything. */
const LEAST = 2;
const MOST_PEOPLE = 4;
const MOST_MESSAGES = 5;

/** People and messages that fit what was typed into the quick switcher, and the way to all messages that do. */
export function useQuickFinds(typed: string): readonly Choice[] {
  const navigate = useNavigate();
  const me = useMe();
  const rooms = useRooms() ?? [];
  const query = typed.trim();
  const settled = useDebounced(query, 200);
  const asked = settled.length >= LEAST ? settled : '';
  const people = usePeople(asked.replace(/^@/, ''), asked !== '');
  const messages = useMessageSearch(asked, MOST_MESSAGES);
  const openConversation = useOpenConversation((room) => void navigate(`/rooms/${room.id}`));
  if (query === '') return [];

  // Those whom one talks with already are found by that conversation.
  const known = new Set(rooms.flatMap((room) => (room.kind === 'DIRECT' ? room.people.map(({ id }) => id) : [])));
  const others = asked === '' ? [] : (people.data ?? []).filter(({ id }) => id !== me?.id && !known.has(id));
  const hits = asked === '' ? [] : (messages.data?.pages[0]?.hits ?? []);
  return [
    ...others.slice(0, MOST_PEOPLE).map(({ id, displayName, username }) => ({
      id: `person ${id}`,
      label: displayName === '' ? username : displayName,
      note: `@${username}`,
      icon: User,
      run: () => openConversation.mutate([id]),
    })),
    ...hits.flatMap(({ message }) =>
      message === undefined
        ? []
        : [
            {
              id: `message ${message.id}`,
              label: oneLine(message.text),
              note: `${message.sender?.displayName ?? ''} in ${rooms.find(({ id }) => id === message.roomId)?.name ?? 'a room'}`,
              icon: MessageSquareText,
              run: () => void navigate(messagePath(toMessage(message))),
            },
          ],
    ),
    {
      id: 'search',
      label: `Search messages for “${query}”`,
      icon: TextSearch,
      run: () => void navigate(searchPath(query)),
    },
  ];
}
