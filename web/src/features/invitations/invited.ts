import { toPerson } from '@/features/chat/wire';
import type { InvitationPreview } from '@/gen/parley/v1/invitations_pb';
import type { Problem } from '@/rpc/problem';

/** What the room of an invitation is called. */
export function roomTitle({ name }: InvitationPreview): string {
  return name === '' ? 'A group conversation' : name;
}

/** Who invites. */
export function inviterText({ inviter }: InvitationPreview): string {
  return `${toPerson(inviter).displayName} invites you.`;
}

/** The same, and to what. */
export function invitationText(invitation: InvitationPreview): string {
  const { name, inviter } = invitation;
  return `${toPerson(inviter).displayName} invites you to ${name === '' ? 'a group conversation' : name}.`;
}

/** What stands in the place of an invitation that cannot be shown. */
export function problemTitle({ code, retryable }: Problem): string {
  if (retryable) return 'The invitation did not load';
  return code === 'ROOM_ARCHIVED' ? 'The room is archived' : 'This invitation is no longer valid';
}
