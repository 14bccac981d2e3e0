import { create, type MessageInitShape } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import { describe, expect, it } from 'vitest';
import { InvitationSchema } from '@/gen/parley/v1/invitations_pb';
import { invitationLink, isOpen, termsText } from './invitationText';

const NOW = 1_700_000_000_000;
const invitation = (part: Omit<MessageInitShape<typeof InvitationSchema>, '$typeName'>) =>
  create(InvitationSchema, part as MessageInitShape<typeof InvitationSchema>);

describe('what is said of an invitation', () => {
  it('is how often it can be used, and until when', () => {
    expect(termsText(invitation({}), NOW)).toBe('used 0 times · never expires');
    expect(termsText(invitation({ useCount: 1, approvalNeeded: true }), NOW)).toBe(
      'used once · never expires · needs approval',
    );
    expect(termsText(invitation({ guest: true }), NOW)).toBe('for guests · used 0 times · never expires');
    expect(termsText(invitation({ useLimit: 5, useCount: 2, expireTime: timestampFromMs(NOW + 1) }), NOW)).toMatch(
      /^3 of 5 uses left · until /,
    );
    expect(termsText(invitation({ useLimit: 1, useCount: 1, expireTime: timestampFromMs(NOW) }), NOW)).toBe(
      'used up · expired',
    );
  });

  it('tells those apart that are good no more', () => {
    expect(isOpen(invitation({}), NOW)).toBe(true);
    expect(isOpen(invitation({ useLimit: 1, useCount: 1 }), NOW)).toBe(false);
    expect(isOpen(invitation({ expireTime: timestampFromMs(NOW) }), NOW)).toBe(false);
  });

  it('leads to the page that shows it', () => {
    expect(invitationLink('a-b_c')).toBe(`${location.origin}/invite/a-b_c`);
  });
});
