import { Mail, MailX } from 'lucide-react';
import { Navigate, useLocation, useParams } from 'react-router';
import { invitedTo } from '@/features/auth/returnPath';
import { useChat } from '@/features/chat/chatContext';
import { RoomSkeleton } from '@/features/chat/RoomSkeleton';
import { useWorkspaceTitle } from '@/features/rooms/useWorkspaceTitle';
import { JoinStanding } from '@/gen/parley/v1/invitations_pb';
import { toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { ButtonLink } from '@/ui/ButtonLink';
import { EmptyState } from '@/ui/EmptyState';
import { AcceptForm } from './AcceptForm';
import { InvitationFacts } from './InvitationFacts';
import { inviterText, problemTitle, roomTitle } from './invited';
import { useInvitation } from './useInvitation';

/** An invitation as somebody sees it who is signed in; whoever is in the room is led there, also when they are let in meanwhile. */
export function InvitationPage() {
  const { token = '' } = useParams();
  const decided = invitedTo(useLocation().state)?.token === token;
  const invitation = useInvitation(token);
  const roomId = invitation.data?.roomId ?? '';
  const entered = useChat((state) => state.rooms?.[roomId] !== undefined);
  useWorkspaceTitle('Invitation');

  if (entered || invitation.data?.standing === JoinStanding.INSIDE) return <Navigate to={`/rooms/${roomId}`} replace />;
  if (invitation.isPending) return <RoomSkeleton />;
  if (invitation.isError) {
    const problem = toProblem(invitation.error);
    return (
      <EmptyState
        page
        icon={MailX}
        title={problemTitle(problem)}
        actions={
          problem.retryable ? (
            <Button onClick={() => void invitation.refetch()}>Try again</Button>
          ) : (
            <ButtonLink to="/rooms">To your rooms</ButtonLink>
          )
        }
      >
        {problem.detail}
      </EmptyState>
    );
  }
  return (
    <EmptyState page icon={Mail} title={roomTitle(invitation.data)}>
      <p className="mb-3 text-sm">{inviterText(invitation.data)}</p>
      <InvitationFacts invitation={invitation.data} />
      <AcceptForm key={token} token={token} invitation={invitation.data} decided={decided} />
    </EmptyState>
  );
}
