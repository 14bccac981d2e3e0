import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { InvitePeopleDialog } from '@/features/opened';
import type { Room } from '@/features/chat/model';
import { may } from '@/features/chat/powers';
import { JoinRequests } from '@/features/invitations/JoinRequests';
import { IconButton } from '@/ui/IconButton';
import { SearchField } from '@/ui/SearchField';
import { SidePanel } from '@/ui/SidePanel';
import { useDebounced } from '@/ui/useDebounced';
import { MemberList } from './MemberList';

/** Who is in the room. */
export function MembersPanel({ room, onClose }: { room: Room; onClose: () => void }) {
  const [inviting, setInviting] = useState(false);
  const [typed, setTyped] = useState('');
  const query = useDebounced(typed.trim().replace(/^@/, ''), 200);

  return (
    <SidePanel
      label={`Members of ${room.name}`}
      title={
        <>
          Members <span className="font-normal text-ink-3 tabular-nums">{room.memberCount.toLocaleString()}</span>
        </>
      }
      closeLabel="Close members"
      actions={
        may(room, 'ADD_MEMBERS') && (
          <IconButton icon={UserPlus} label="Invite people" onClick={() => setInviting(true)} />
        )
      }
      onClose={onClose}
    >
      <div className="max-h-[40%] shrink-0 overflow-y-auto px-2 empty:hidden">
        <JoinRequests room={room} />
      </div>
      <div className="shrink-0 px-4 pt-3 pb-1">
        <SearchField label="Search members" value={typed} onChange={setTyped} />
      </div>
      <MemberList room={room} query={query} />
      {inviting && <InvitePeopleDialog room={room} onClose={() => setInviting(false)} />}
    </SidePanel>
  );
}
