import { useState } from 'react';
import type { Room } from '@/features/chat/model';
import { Dialog } from '@/ui/Dialog';
import { Tabs } from '@/ui/Tabs';
import { InviteByLink } from './InviteByLink';
import { PeopleByName } from './PeopleByName';
import { RoomInvitations } from './RoomInvitations';

const TABS = [
  { tab: 'name', title: 'By name' },
  { tab: 'link', title: 'By link' },
  { tab: 'made', title: 'Invitations' },
] as const;

/** Every way to bring people into a room, and the invitations that are out. */
export function InvitePeopleDialog({ room, onClose }: { room: Room; onClose: () => void }) {
  const [tab, setTab] = useState<(typeof TABS)[number]['tab']>('name');
  return (
    <Dialog title="Invite people" description={`To ${room.name}.`} onClose={onClose}>
      <Tabs label="How to invite" tabs={TABS} value={tab} onChange={setTab}>
        {tab === 'name' && <PeopleByName room={room} />}
        {tab === 'link' && <InviteByLink room={room} />}
        {tab === 'made' && <RoomInvitations room={room} />}
      </Tabs>
    </Dialog>
  );
}
