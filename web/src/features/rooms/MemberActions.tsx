import { Ellipsis, ShieldCheck, UserMinus } from 'lucide-react';
import { useMe } from '@/features/auth/useSession';
import type { Role, Room } from '@/features/chat/model';
import { givableRoles, may, reaches, ROLE_NAMES } from '@/features/chat/powers';
import { toProblem } from '@/rpc/problem';
import { Menu, type MenuItem } from '@/ui/Menu';
import { useManageMember } from './useManageRoom';

interface MemberActionsProps {
  room: Room;
  person: { readonly id: string; readonly displayName: string };
  role: Role;
}

/** What a member is, and what the person may make of them. */
export function MemberActions({ room, person, role }: MemberActionsProps) {
  const me = useMe();
  const manage = useManageMember(room.id);
  const oneself = person.id === me?.id;
  const items: MenuItem[] = [];
  if (!oneself && reaches(room, role) && may(room, 'CHANGE_ROLES')) {
    for (const given of givableRoles(room)) {
      if (given === role) continue;
      const label = `Make ${given === 'MEMBER' ? 'a plain member' : ROLE_NAMES[given].toLowerCase()}`;
      items.push({ label, icon: ShieldCheck, onSelect: () => manage.mutate({ userId: person.id, role: given }) });
    }
  }
  if (!oneself && reaches(room, role) && may(room, 'REMOVE_MEMBERS')) {
    const onSelect = () => manage.mutate({ userId: person.id, role: null });
    items.push({ label: 'Remove from the room', icon: UserMinus, danger: true, onSelect });
  }
  return (
    <span className="flex items-center gap-1">
      {manage.error !== null && (
        <span role="alert" className="text-xs text-danger">
          {toProblem(manage.error).detail}
        </span>
      )}
      {role !== 'MEMBER' && <span className="text-xs text-ink-3">{ROLE_NAMES[role]}</span>}
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
    </span>
  );
}
