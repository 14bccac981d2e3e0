import { ChevronLeft, Pin, TextSearch, UserPlus, Users } from 'lucide-react';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { InvitePeopleDialog } from '@/features/opened';
import { useMe } from '@/features/auth/useSession';
import { GuestBadge } from '@/features/guests/GuestBadge';
import { guestsText, isWithGuest, otherGuests } from '@/features/guests/guestsIn';
import { useJoinRequests } from '@/features/invitations/useJoinRequests';
import { RoomMark } from '@/features/rooms/RoomMark';
import { useOffer } from '@/features/rooms/offered';
import { RoomMenu } from '@/features/rooms/RoomMenu';
import { inRoom, searchPath } from '@/features/search/found';
import { StatusMark } from '@/features/presence/StatusMark';
import { Badge } from '@/ui/Badge';
import { IconButton } from '@/ui/IconButton';
import { Tooltip } from '@/ui/Tooltip';
import type { Room } from './model';
import { may } from './powers';

interface RoomHeaderProps {
  room: Room;
  /** What stands beside the messages. */
  panel: RoomPanel | null;
  /** Shows a panel, or hides it where it is shown. */
  onPanel: (panel: RoomPanel) => void;
}

/** What can stand beside the messages of a room. */
export type RoomPanel = 'members' | 'pins';

export function RoomHeader({ room, panel, onPanel }: RoomHeaderProps) {
  const membersShown = panel === 'members';
  const navigate = useNavigate();
  const me = useMe();
  const [inviting, setInviting] = useState(false);
  const search = () => void navigate(searchPath(`${inRoom(room, me ?? { username: '' })} `));
  const waiting = useJoinRequests(room).data?.totalCount ?? 0;
  const direct = room.kind === 'DIRECT';
  const other = direct ? room.people[0] : undefined;
  const guests = otherGuests(room);
  const mayAdd = may(room, 'ADD_MEMBERS');
  const people = `${room.memberCount} ${room.memberCount === 1 ? 'member' : 'members'}`;
  useOffer(direct ? [] : [{ label: 'Members', icon: Users, onSelect: () => onPanel('members') }]);

  return (
    <header className="flex h-14 shrink-0 items-center gap-1 border-b border-line bg-canvas pr-2 pl-1.5 sm:pr-3.5 md:pl-6">
      <Link
        to="/rooms"
        aria-label="Back to your rooms"
        className="flex size-10 shrink-0 items-center justify-center rounded-md text-ink-2 hover:bg-hover md:hidden"
      >
        <ChevronLeft aria-hidden className="size-5" />
      </Link>
      <div className="flex min-w-0 flex-1 items-center gap-3">
        <h1 className="flex min-w-0 shrink-0 items-center gap-2 font-semibold max-sm:shrink sm:max-w-[60%]">
          <RoomMark room={room} size="sm" said />
          <span className="truncate">{room.name}</span>
        </h1>
        {other !== undefined && <StatusMark userId={other.id} />}
        {isWithGuest(room) && <GuestBadge />}
        {!direct && guests > 0 && <Badge>{guestsText(guests)}</Badge>}
        {room.topic !== '' && (
          <p className="truncate border-l border-line pl-3 text-sm text-ink-3 max-sm:hidden" title={room.topic}>
            {room.topic}
          </p>
        )}
      </div>
      <IconButton icon={TextSearch} label="Search in this room" onClick={search} className="max-sm:hidden" />
      <IconButton
        icon={Pin}
        label={panel === 'pins' ? 'Hide pinned messages' : 'Pinned messages'}
        aria-pressed={panel === 'pins'}
        onClick={() => onPanel('pins')}
        className="max-sm:hidden"
      />
      {direct ? null : (
        <>
          <Tooltip label={membersShown ? 'Hide members' : 'Show members'}>
            <button
              type="button"
              aria-label={waiting === 0 ? people : `${people}, ${waiting} waiting to join`}
              aria-expanded={membersShown}
              onClick={() => onPanel('members')}
              className="flex h-9 shrink-0 items-center gap-1.5 rounded-md px-2.5 text-sm text-ink-2 transition-colors tabular-nums hover:bg-hover hover:text-ink aria-expanded:bg-accent-soft aria-expanded:text-accent"
            >
              <Users aria-hidden className="size-[1.125rem]" strokeWidth={1.9} />
              {room.memberCount}
              {waiting > 0 && (
                <span className="min-w-5 rounded-full bg-accent px-1.5 text-center text-xs leading-5 font-semibold text-accent-ink">
                  {waiting}
                </span>
              )}
            </button>
          </Tooltip>
          {mayAdd && (
            <IconButton
              icon={UserPlus}
              label="Invite people"
              onClick={() => setInviting(true)}
              className="max-sm:hidden"
            />
          )}
        </>
      )}
      <RoomMenu room={room} onPins={() => onPanel('pins')} onSearch={search} />
      {inviting && <InvitePeopleDialog room={room} onClose={() => setInviting(false)} />}
    </header>
  );
}
