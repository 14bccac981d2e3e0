import { Link2, Mail } from 'lucide-react';
import { toPerson } from '@/features/chat/wire';
import type { Invitation } from '@/gen/parley/v1/invitations_pb';
import { toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { cx } from '@/ui/cx';
import { isOpen, termsText } from './invitationText';
import { useRevokeInvitation } from './useInvitations';

/** One invitation: for whom, by whom, on which terms, and the way to end it. */
export function InvitationLine({ invitation, now }: { invitation: Invitation; now: number }) {
  const revoke = useRevokeInvitation(invitation.roomId);
  const Icon = invitation.email === '' ? Link2 : Mail;
  const open = isOpen(invitation, now);
  const creator = toPerson(invitation.creator).displayName;
  const title = invitation.email === '' ? `Link by ${creator}` : invitation.email;
  return (
    <li className="rounded-md px-2 py-2">
      <div className="flex items-center gap-3">
        <Icon aria-hidden className={cx('size-5 shrink-0', open ? 'text-accent' : 'text-ink-3')} />
        <div className="min-w-0 flex-1 leading-tight">
          <p className={cx('truncate font-medium', !open && 'text-ink-3')}>{title}</p>
          <p className="text-xs text-ink-3">
            {termsText(invitation, now)}
            {invitation.email !== '' && ` · by ${creator}`}
          </p>
        </div>
        <Button
          size="sm"
          busy={revoke.isPending}
          aria-label={`${open ? 'Revoke' : 'Remove'} ${title}`}
          onClick={() => revoke.mutate(invitation.id)}
        >
          {open ? 'Revoke' : 'Remove'}
        </Button>
      </div>
      {revoke.error !== null && (
        <p role="alert" className="pl-8 text-sm text-danger">
          {toProblem(revoke.error).detail}
        </p>
      )}
    </li>
  );
}
