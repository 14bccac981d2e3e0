import { UserPlus, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Room } from '@/features/chat/model';
import { may } from '@/features/chat/powers';
import { InvitePeopleDialog } from '@/features/invitations/InvitePeopleDialog';
import { JoinRequests } from '@/features/invitations/JoinRequests';
import { IconButton } from '@/ui/IconButton';
import { SearchField } from '@/ui/SearchField';
import { useDebounced } from '@/ui/useDebounced';
import { MemberList } from './MemberList';

/** Who is in the room: beside the messages where there is room for it, otherwise above them. */
export function MembersPanel({ room, onClose }: { room: Room; onClose: () => void }) {
  const [inviting, setInviting] = useState(false);
  const [typed, setTyped] = useState('');
  const query = useDebounced(typed.trim().replace(/^@/, ''), 200);
  const panel = useRef<HTMLElement>(null);

  useEffect(() => {
    const opener = document.activeElement;
    panel.current?.focus();
    return () => {
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);

  return (
    // Escape closes it wherever in it the focus is; what is open above it closes by itself.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside
      ref={panel}
      tabIndex={-1}
      aria-label={`Members of ${room.name}`}
      onKeyDown={(event) => {
        const within = event.target instanceof Node && panel.current?.contains(event.target) === true;
        if (event.key === 'Escape' && within) onClose();
      }}
      className="absolute inset-y-0 right-0 z-20 flex w-full flex-col border-l border-line bg-canvas outline-none max-xl:animate-fade max-xl:shadow-lg sm:w-76 xl:static xl:shrink-0"
    >
      <div className="flex h-14 shrink-0 items-center gap-1 border-b border-line pr-2 pl-4">
        <h2 className="flex-1 font-semibold">
          Members <span className="font-normal text-ink-3 tabular-nums">{room.memberCount.toLocaleString()}</span>
        </h2>
        {may(room, 'ADD_MEMBERS') && (
          <IconButton icon={UserPlus} label="Invite people" onClick={() => setInviting(true)} />
        )}
        <IconButton icon={X} label="Close members" onClick={onClose} />
      </div>
      <div className="max-h-[40%] shrink-0 overflow-y-auto px-2 empty:hidden">
        <JoinRequests room={room} />
      </div>
      <div className="shrink-0 px-4 pt-3 pb-1">
        <SearchField label="Search members" value={typed} onChange={setTyped} />
      </div>
      <MemberList room={room} query={query} />
      {inviting && <InvitePeopleDialog room={room} onClose={() => setInviting(false)} />}
    </aside>
  );
}
