import { useState } from 'react';
import type { Room } from '@/features/chat/model';
import { toProblem } from '@/rpc/problem';
import { Notice } from '@/ui/Notice';
import { Skeleton } from '@/ui/Skeleton';
import { InvitationLine } from './InvitationLine';
import { useInvitations } from './useInvitations';

/** The invitations to a room that are out, without their links: nobody can read those again. */
export function RoomInvitations({ room }: { room: Room }) {
  const invitations = useInvitations(room);
  const [now] = useState(() => Date.now());

  return (
    <div className="mt-3 h-80 overflow-y-auto border-t border-line px-4 py-2" aria-busy={invitations.isFetching}>
      {invitations.isError ? (
        <Notice kind="danger">{toProblem(invitations.error).detail}</Notice>
      ) : invitations.isPending ? (
        <div role="status" aria-label="Loading invitations" className="flex flex-col gap-4 p-2">
          <Skeleton className="h-9 w-2/3" />
          <Skeleton className="h-9 w-1/2" />
        </div>
      ) : invitations.data.length === 0 ? (
        <p role="status" className="py-10 text-center text-sm text-ink-3">
          No invitation is out.
        </p>
      ) : (
        <ul aria-label="Invitations">
          {invitations.data.map((invitation) => (
            <InvitationLine key={invitation.id} invitation={invitation} now={now} />
          ))}
        </ul>
      )}
    </div>
  );
}
