import { Ban, Crown, Ellipsis, Mic, MicOff, Shield, ShieldCheck, User, UserMinus, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { BanDialog, RemoveMemberDialog } from '@/features/opened';
import { useMe } from '@/features/auth/useSession';
import type { Role, Room } from '@/features/chat/model';
import { givableRoles, may, reaches, ROLE_NAMES } from '@/features/chat/powers';
import { toProblem } from '@/rpc/problem';
import { Menu, type MenuItem } from '@/ui/Menu';
import { useManageMember } from './useManageRoom';
import { useMute } from './useModeration';

interface MemberActionsProps {
  room: Room;
  person: { readonly id: string; readonly displayName: string };
  role: Role;
  /** Until when they may say nothing, in epoch milliseconds; null where they may. */
  muteEnd: number | null;
}

const MUTES: readonly { seconds: number; label: string }[] = [
  { seconds: 600, label: 'Mute for 10 minutes' },
  { seconds: 3_600, label: 'Mute for an hour' },
  { seconds: 86_400, label: 'Mute for a day' },
];

/** What each role means where a room has not changed its permissions; guests are so by their account. */
const ROLE_SIGNS: Readonly<Record<Role, { icon: LucideIcon; note: string }>> = {
  GUEST: { icon: User, note: 'Reads, and writes where guests may.' },
  MEMBER: { icon: User, note: 'Reads and writes.' },
  MODERATOR: { icon: Shield, note: 'Keeps order: deletes messages, mutes and removes people.' },
  ADMIN: { icon: ShieldCheck, note: 'Runs the room: name, settings, roles below.' },
  OWNER: { icon: Crown, note: 'May do everything, also delete the room.' },
};

/** What a member is, and what the person may make of them. */
export function MemberActions({ room, person, role, muteEnd }: MemberActionsProps) {
  const me = useMe();
  const manage = useManageMember(room.id);
  const mute = useMute(room.id);
  const [asked, setAsked] = useState<'remove' | 'ban' | null>(null);
  const [openedAt] = useState(() => Date.now());
  const oneself = person.id === me?.id;
  const muted = muteEnd !== null && muteEnd > openedAt;
  const items: MenuItem[] = [];
  if (!oneself && role !== 'GUEST' && reaches(room, role) && may(room, 'CHANGE_ROLES')) {
    for (const given of givableRoles(room)) {
      if (given === role) continue;
      const label = `Make ${given === 'MEMBER' ? 'a plain member' : ROLE_NAMES[given].toLowerCase()}`;
      items.push({ label, ...ROLE_SIGNS[given], onSelect: () => manage.mutate({ userId: person.id, role: given }) });
    }
  }
  if (!oneself && reaches(room, role) && may(room, 'MUTE_MEMBERS')) {
    if (muted) {
      const onSelect = () => mute.mutate({ userId: person.id, seconds: 0 });
      items.push({ label: 'Let them speak again', icon: Mic, onSelect });
    } else {
      for (const { seconds, label } of MUTES) {
        items.push({ label, icon: MicOff, onSelect: () => mute.mutate({ userId: person.id, seconds }) });
      }
    }
  }
  if (!oneself && reaches(room, role) && may(room, 'REMOVE_MEMBERS')) {
    items.push({ label: 'Remove from the room', icon: UserMinus, danger: true, onSelect: () => setAsked('remove') });
    items.push({ label: 'Ban from the room', icon: Ban, danger: true, onSelect: () => setAsked('ban') });
  }
  const error = manage.error ?? mute.error;
  return (
    <span className="flex items-center gap-1">
      {error !== null && (
        <span role="alert" className="text-xs text-danger">
          {toProblem(error).detail}
        </span>
      )}
      {muted && <span className="text-xs text-ink-3">Muted</span>}
      {items.length > 0 && (
        <Menu
          trigger={
            <button
              type="button"
              aria-label={`Manage ${person.displayName}`}
              className="flex size-7 items-center justify-center rounded-md text-ink-3 hover:bg-hover hover:text-ink data-[state=open]:bg-hover"
            >
              <Ellipsis aria-hidden className="size-4" />
            </button>
          }
          items={items}
        />
      )}
      {asked === 'remove' && <RemoveMemberDialog room={room} person={person} onClose={() => setAsked(null)} />}
      {asked === 'ban' && <BanDialog roomId={room.id} person={person} onClose={() => setAsked(null)} />}
    </span>
  );
}
