import { MessageCircle, NotebookPen } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useMe } from '@/features/auth/useSession';
import { BlockButton } from '@/features/blocking/BlockButton';
import { BlockedMark } from '@/features/blocking/BlockedMark';
import { useIsBlocked } from '@/features/blocking/useBlocking';
import type { Person, Status } from '@/features/chat/model';
import { useRooms } from '@/features/chat/rooms';
import { GuestBadge } from '@/features/guests/GuestBadge';
import { useGuest } from '@/features/guests/useGuest';
import { LocalTime } from '@/features/people/LocalTime';
import { SharedRooms } from '@/features/people/SharedRooms';
import { useProfile } from '@/features/people/useProfile';
import { PersonAvatar } from '@/features/presence/PersonAvatar';
import { useNamed } from '@/features/presence/useNamed';
import { PresenceNote } from '@/features/presence/PresenceNote';
import { statusText } from '@/features/presence/presenceText';
import { usePresence } from '@/features/presence/usePresence';
import { toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { ButtonLink } from '@/ui/ButtonLink';
import { Dialog } from '@/ui/Dialog';
import { Notice } from '@/ui/Notice';
import { useOpenConversation } from './useRoomActions';

/** Who somebody is, and the way to talk to them. */
export function PersonCard({ person, onClose }: { person: Person; onClose: () => void }) {
  const navigate = useNavigate();
  const me = useMe();
  const guest = useGuest();
  const presence = usePresence(person.id);
  const profile = useProfile(person.id);
  const { pronouns = '', bio = '', timeZone = '' } = { ...profile.data };
  const { displayName } = useNamed(profile.data ?? person);
  const open = useOpenConversation((room) => {
    onClose();
    void navigate(`/rooms/${room.id}`);
  });
  const oneself = person.id === me?.id;
  // Nothing can be said to them before they are unblocked; what was said can be read.
  const blocked = useIsBlocked(person.id);
  const rooms = useRooms();
  const conversation = rooms?.find(({ kind, people }) => kind === 'DIRECT' && people[0]?.id === person.id);
  return (
    <Dialog title={displayName} onClose={onClose} bare>
      <div className="flex flex-col gap-4 p-6">
        <div className="flex items-center gap-4">
          <PersonAvatar person={profile.data ?? person} size="lg" />
          <div className="min-w-0 flex-1">
            <p className="flex flex-wrap items-center gap-x-2 text-lg font-semibold wrap-anywhere">
              {displayName}
              {profile.data?.guest === true && <GuestBadge />}
              {pronouns !== '' && <span className="text-sm font-normal text-ink-3">{pronouns}</span>}
              <BlockedMark userId={person.id} />
            </p>
            <p className="text-sm text-ink-3 wrap-anywhere">
              @{person.username}
              <PresenceNote userId={person.id} />
            </p>
          </div>
        </div>
        {presence?.status != null && <StatusLine status={presence.status} />}
        {bio !== '' && <p className="text-sm wrap-anywhere whitespace-pre-line text-ink-2">{bio}</p>}
        {timeZone !== '' && <LocalTime zone={timeZone} />}
        {profile.isError &&
          (guest && toProblem(profile.error).code === 'USER_NOT_FOUND' ? (
            <p className="text-sm text-ink-3">You share no room with them any more.</p>
          ) : (
            <Notice kind="danger">{toProblem(profile.error).detail}</Notice>
          ))}
        {!oneself && <SharedRooms userId={person.id} onLeave={onClose} />}
        {open.error !== null && <Notice kind="danger">{toProblem(open.error).detail}</Notice>}
        <div className="flex flex-wrap items-center justify-end gap-2.5">
          {!oneself && (
            <span className="flex flex-1 items-center gap-2.5">
              <BlockButton person={person} />
            </span>
          )}
          <Button onClick={onClose}>Close</Button>
          {blocked ? (
            conversation !== undefined && (
              <ButtonLink to={`/rooms/${conversation.id}`} onClick={onClose}>
                Show conversation
              </ButtonLink>
            )
          ) : (
            <Button variant="primary" busy={open.isPending} onClick={() => open.mutate(oneself ? [] : [person.id])}>
              {oneself ? (
                <NotebookPen aria-hidden className="size-4" />
              ) : (
                <MessageCircle aria-hidden className="size-4" />
              )}
              {oneself ? 'Notes to self' : 'Message'}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );
}

function StatusLine({ status }: { status: Status }) {
  const [now] = useState(() => Date.now());
  return <p className="rounded-md bg-sunken px-3 py-2 text-sm wrap-anywhere">{statusText(status, now)}</p>;
}
