import { create, type MessageInitShape } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import { ListMembersResponseSchema, Member_Role } from '@/gen/parley/v1/chat_pb';
import { memberRows } from './memberRows';

function member(id: string, role: Member_Role) {
  return { person: { id, username: id, displayName: id }, role };
}

function rows(...pages: MessageInitShape<typeof ListMembersResponseSchema>[]): string[] {
  return memberRows(pages.map((page) => create(ListMembersResponseSchema, page))).map((row) =>
    row.kind === 'role' ? `${row.title} ${row.count}` : row.key,
  );
}

describe('the list of members', () => {
  const roleCounts = [
    { role: Member_Role.OWNER, count: 1 },
    { role: Member_Role.MEMBER, count: 10_000 },
  ];

  it('has a heading for each role with how many there are on all pages', () => {
    const first = { members: [member('ada', Member_Role.OWNER), member('ben', Member_Role.MEMBER)], roleCounts };
    const second = { members: [member('cem', Member_Role.MEMBER)], roleCounts };
    expect(rows(first, second)).toEqual(['Owners 1', 'ada', 'Members 10000', 'ben', 'cem']);
  });

  it('has everybody once, also who got another role between two pages', () => {
    const first = { members: [member('ada', Member_Role.OWNER), member('ben', Member_Role.MEMBER)], roleCounts };
    const second = { members: [member('ada', Member_Role.MEMBER), member('cem', Member_Role.MEMBER)] };
    expect(rows(first, second)).toEqual(['Owners 1', 'ada', 'Members 10000', 'ben', 'cem']);
  });

  it('has no headings for nobody', () => {
    expect(rows({})).toEqual([]);
  });
});
