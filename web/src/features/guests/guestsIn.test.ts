import { describe, expect, it } from 'vitest';
import { guestsText, isWithGuest, otherGuests } from './guestsIn';

describe('guests in a room', () => {
  it('are those besides oneself', () => {
    expect(otherGuests({ guestCount: 2, role: 'MEMBER' })).toBe(2);
    expect(otherGuests({ guestCount: 2, role: 'GUEST' })).toBe(1);
    expect(otherGuests({ guestCount: 0, role: 'OWNER' })).toBe(0);
  });

  it('mark a direct conversation, from either side', () => {
    expect(isWithGuest({ kind: 'DIRECT', guestCount: 1, role: 'MEMBER' })).toBe(true);
    expect(isWithGuest({ kind: 'DIRECT', guestCount: 1, role: 'GUEST' })).toBe(false);
    expect(isWithGuest({ kind: 'DIRECT', guestCount: 2, role: 'GUEST' })).toBe(true);
    expect(isWithGuest({ kind: 'CHANNEL', guestCount: 1, role: 'MEMBER' })).toBe(false);
  });

  it('are counted in words', () => {
    expect(guestsText(1)).toBe('1 guest');
    expect(guestsText(3)).toBe('3 guests');
  });
});
