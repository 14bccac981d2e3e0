import type { Role } from '@/features/chat/model';
import { toRole } from '@/features/chat/roomFacts';
import type { ListMembersResponse, Member } from '@/gen/parley/v1/chat_pb';

/** A line of the list of members. */
export type MemberRow =
  | { readonly kind: 'role'; readonly key: string; readonly title: string; readonly count: number }
  | { readonly kind: 'member'; readonly key: string; readonly member: Member };

const TITLES: Readonly<Record<Role, string>> = {
  OWNER: 'Owners',
  ADMIN: 'Admins',
  MODERATOR: 'Moderators',
  MEMBER: 'Members',
  GUEST: 'Guests',
};

/** The members that are known so far, below headings with how many there are of each role. */
export function memberRows(pages: readonly ListMembersResponse[]): MemberRow[] {
  const counts = new Map(pages[0]?.roleCounts.map(({ role, count }) => [toRole(role), count]));
  const rows: MemberRow[] = [];
  const seen = new Set<string>();
  let under: Role | null = null;
  for (const member of pages.flatMap((page) => page.members)) {
    const id = member.person?.id ?? '';
    const role = toRole(member.role);
    // Who got another role between two pages may be on both.
    if (seen.has(id)) continue;
    seen.add(id);
    if (role !== under) rows.push({ kind: 'role', key: role, title: TITLES[role], count: counts.get(role) ?? 0 });
    under = role;
    rows.push({ kind: 'member', key: id, member });
  }
  return rows;
}
