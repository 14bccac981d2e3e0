import { MessageCircle, NotebookPen } from 'lucide-react';
import { useNavigate } from 'react-router';
import { useMe } from '@/features/auth/useSession';
import { BlockedMark } from '@/features/blocking/BlockedMark';
import { GuestBadge } from '@/features/guests/GuestBadge';
import { PersonAvatar } from '@/features/presence/PersonAvatar';
import { PresenceNote } from '@/features/presence/PresenceNote';
import { useNamed } from '@/features/presence/useNamed';
import { StatusMark } from '@/features/presence/StatusMark';
import { useShowPerson } from '@/features/rooms/personCard';
import { useOpenConversation } from '@/features/rooms/useRoomActions';
import type { User } from '@/gen/parley/v1/users_pb';
import { toProblem } from '@/rpc/problem';
import { IconButton } from '@/ui/IconButton';
import { PersonLine } from '@/ui/PersonLine';

/** Somebody among everybody: how they are, their card, and the way to talk to them. */
export function ListedPerson({ person: listed }: { person: User }) {
  const person = useNamed(listed);
  const navigate = useNavigate();
  const showPerson = useShowPerson();
  const oneself = useMe()?.id === person.id;
  const open = useOpenConversation((room) => void navigate(`/rooms/${room.id}`));
  return (
    <li className="px-4 py-2.5">
      <PersonLine
        person={person}
        onShow={() => showPerson(person)}
        avatar={<PersonAvatar person={person} />}
        beside={
          <>
            {person.guest && <GuestBadge />}
            <StatusMark userId={person.id} />
            <BlockedMark userId={person.id} />
          </>
        }
        note={<PresenceNote userId={person.id} />}
        aside={
          <IconButton
            icon={oneself ? NotebookPen : MessageCircle}
            label={oneself ? 'Write to yourself' : `Message ${person.displayName}`}
            disabled={open.isPending}
            onClick={() => open.mutate(oneself ? [] : [person.id])}
          />
        }
      />
      {open.error !== null && (
        <p role="alert" className="pl-12 text-sm text-danger">
          {toProblem(open.error).detail}
        </p>
      )}
    </li>
  );
}
