import { useTitle } from '@/app/useTitle';
import { AuthLayout } from '@/features/auth/AuthLayout';
import { toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { ButtonLink } from '@/ui/ButtonLink';
import { Skeleton } from '@/ui/Skeleton';
import { InvitationFacts } from './InvitationFacts';
import { invitationText, inviterText, problemTitle, roomTitle } from './invited';
import { useInvitation } from './useInvitation';

/** An invitation as somebody sees it who has not signed in: they do that first, and come back to it. */
export function VisitorInvitation({ token }: { token: string }) {
  const invitation = useInvitation(token);
  useTitle('Invitation');

  if (invitation.isPending) {
    return (
      <AuthLayout title="Invitation" subtitle="One moment.">
        <div role="status" aria-label="Loading the invitation">
          <Skeleton className="h-9 w-2/3" />
        </div>
      </AuthLayout>
    );
  }
  if (invitation.isError) {
    const problem = toProblem(invitation.error);
    return (
      <AuthLayout title={problemTitle(problem)} subtitle={problem.detail}>
        {problem.retryable ? (
          <Button wide onClick={() => void invitation.refetch()}>
            Try again
          </Button>
        ) : (
          <ButtonLink to="/" wide>
            To the start page
          </ButtonLink>
        )}
      </AuthLayout>
    );
  }
  const { guest } = invitation.data;
  const back = { from: `/invite/${token}`, invited: { token, guest, by: invitationText(invitation.data) } };
  return (
    <AuthLayout title={roomTitle(invitation.data)} subtitle={inviterText(invitation.data)}>
      <InvitationFacts invitation={invitation.data} />
      {guest && (
        <p className="mt-4 text-sm text-ink-2">
          New here? You will join as a guest: you will see only the rooms you are invited to.
        </p>
      )}
      <div className="mt-6 flex flex-col gap-2.5">
        <ButtonLink to="/signup" state={back} variant="primary" wide>
          {guest ? 'Sign up as a guest' : 'Sign up to join'}
        </ButtonLink>
        <ButtonLink to="/login" state={back} wide>
          Log in to join
        </ButtonLink>
      </div>
    </AuthLayout>
  );
}
