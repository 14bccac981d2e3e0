import { timestampMs } from '@bufbuild/protobuf/wkt';
import type { Invitation } from '@/gen/parley/v1/invitations_pb';

const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

/** Where an invitation is opened. */
export function invitationLink(token: string): string {
  return `${location.origin}/invite/${encodeURIComponent(token)}`;
}

/** Whether it has neither expired nor been used up. */
export function isOpen({ expireTime, useLimit, useCount }: Invitation, now: number): boolean {
  return (expireTime === undefined || now < timestampMs(expireTime)) && (useLimit === 0 || useCount < useLimit);
}

/** How often it can still be used, and until when. */
export function termsText(invitation: Invitation, now: number): string {
  const { useLimit, useCount, expireTime, approvalNeeded, guest } = invitation;
  const left = useLimit - useCount;
  const uses =
    useLimit === 0
      ? `used ${useCount === 1 ? 'once' : `${useCount} times`}`
      : left <= 0
        ? 'used up'
        : `${left} of ${useLimit} ${useLimit === 1 ? 'use' : 'uses'} left`;
  const end =
    expireTime === undefined
      ? 'never expires'
      : timestampMs(expireTime) <= now
        ? 'expired'
        : `until ${day.format(timestampMs(expireTime))}`;
  const terms = [...(guest ? ['for guests'] : []), uses, end, ...(approvalNeeded ? ['needs approval'] : [])];
  return terms.join(' · ');
}
