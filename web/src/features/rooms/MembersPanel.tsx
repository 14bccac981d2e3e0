import { Contact, UserPlus, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Room } from '@/features/chat/model';
import { may } from '@/features/chat/powers';
import { toMillisOrNull, toRole } from '@/features/chat/roomFacts';
import { toPerson } from '@/features/chat/wire';
import { guestsText, otherGuests } from '@/features/guests/guestsIn';
import { InvitePeopleDialog } from '@/features/invitations/InvitePeopleDialog';
import { JoinRequests } from '@/features/invitations/JoinRequests';
import { PersonAvatar } from '@/features/presence/PersonAvatar';
import { PresenceNote } from '@/features/presence/PresenceNote';
import { StatusMark } from '@/features/presence/StatusMark';
import { toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { IconButton } from '@/ui/IconButton';
import { Notice } from '@/ui/Notice';
import { PersonLine } from '@/ui/PersonLine';
import { Skeleton } from '@/ui/Skeleton';
import { MemberActions } from './MemberActions';
import { useShowPerson } from './personCard';
import { useMembers } from './useMembers';

/** Who is in the room: beside the messages where there is room for it, otherwise above them. */
export function MembersPanel({ room, onClose }: { room: Room; onClose: () => void }) {
  const members = useMembers(room);
  const showPerson = useShowPerson();
  const [inviting, setInviting] = useState(false);
  const panel = useRef<HTMLElement>(null);
  const guests = otherGuests(room);
  const all = members.data?.pages.flatMap((page) => page.members) ?? [];

  useEffect(() => {
    const opener = document.activeElement;
    panel.current?.focus();
    return () => {
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);

  return (
    // Escape closes it wherever in it the focus is.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside
      ref={panel}
      tabIndex={-1}
      aria-label={`Members of ${room.name}`}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !inviting) onClose();
      }}
      className="absolute inset-y-0 right-0 z-20 flex w-full flex-col border-l border-line bg-canvas outline-none max-xl:animate-fade max-xl:shadow-lg sm:w-76 xl:static xl:shrink-0"
    >
      <div className="flex h-14 shrink-0 items-center gap-1 border-b border-line pr-2 pl-4">
        <h2 className="flex-1 font-semibold">
          Members <span className="font-normal text-ink-3 tabular-nums">{room.memberCount}</span>
        </h2>
        {may(room, 'ADD_MEMBERS') && (
          <IconButton icon={UserPlus} label="Invite people" onClick={() => setInviting(true)} />
        )}
        <IconButton icon={X} label="Close members" onClick={onClose} />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto p-2">
        {guests > 0 && (
          <p className="mx-2 mt-1 mb-2 flex items-center gap-2 text-sm text-ink-2">
            <Contact aria-hidden className="size-4 shrink-0 text-ink-3" />
            {guests === 1 ? 'There is a guest in this room.' : `There are ${guestsText(guests)} in this room.`}
          </p>
        )}
        <JoinRequests room={room} />
        {members.isError ? (
          <Notice kind="danger">{toProblem(members.error).detail}</Notice>
        ) : members.isPending ? (
          <div role="status" aria-label="Loading members" className="flex flex-col gap-4 p-2">
            <Skeleton className="h-9 w-2/3" />
            <Skeleton className="h-9 w-1/2" />
          </div>
        ) : (
          <ul className="flex flex-col">
            {all.map((member) => (
              <li key={member.person?.id} className="px-2 py-1.5">
                <PersonLine
                  person={member.person ?? UNKNOWN}
                  onShow={() => member.person !== undefined && showPerson(toPerson(member.person))}
                  avatar={<PersonAvatar person={member.person ?? UNKNOWN} />}
                  beside={<StatusMark userId={member.person?.id ?? ''} />}
                  note={<PresenceNote userId={member.person?.id ?? ''} />}
                  aside={
                    <MemberActions
                      room={room}
                      person={member.person ?? UNKNOWN}
                      role={toRole(member.role)}
                      muteEnd={toMillisOrNull(member.muteEndTime)}
                    />
                  }
                />
              </li>
            ))}
          </ul>
        )}
        {members.hasNextPage && (
          <Button size="sm" wide busy={members.isFetchingNextPage} onClick={() => void members.fetchNextPage()}>
            Show more
          </Button>
        )}
      </div>
      {inviting && <InvitePeopleDialog room={room} onClose={() => setInviting(false)} />}
    </aside>
  );
}

const UNKNOWN = { id: '', username: '', displayName: '' };
