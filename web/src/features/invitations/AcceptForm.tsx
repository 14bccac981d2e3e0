import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { JoinStanding, type InvitationPreview } from '@/gen/parley/v1/invitations_pb';
import { fieldError, toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { formText } from '@/ui/formText';
import { Notice } from '@/ui/Notice';
import { TextField } from '@/ui/TextField';
import { useAcceptInvitation, useWithdrawJoinRequest } from './useInvitation';

interface AcceptFormProps {
  token: string;
  invitation: InvitationPreview;
  /** The person has said already that they want to join, before they signed in. */
  decided: boolean;
}

/** The way into the room of an invitation: to join at once, or to ask and to wait. */
export function AcceptForm({ token, invitation, decided }: AcceptFormProps) {
  const navigate = useNavigate();
  const accept = useAcceptInvitation(token, (room) => void navigate(`/rooms/${room.id}`, { replace: true }));
  const problem = accept.error === null ? null : toProblem(accept.error);
  const withdraw = useWithdrawJoinRequest(token, invitation.roomId);
  const { approvalNeeded, standing } = invitation;
  const joinsAtOnce = decided && !approvalNeeded && standing === JoinStanding.OUTSIDE;
  const joining = useRef(false);
  const { mutate } = accept;
  useEffect(() => {
    if (!joinsAtOnce || joining.current) return;
    joining.current = true;
    mutate('');
  }, [joinsAtOnce, mutate]);

  if (standing === JoinStanding.WAITING) {
    return (
      <div className="mt-6 flex flex-col gap-4 text-left">
        <Notice kind="info">
          Waiting for approval. You asked to join; as soon as somebody in the room lets you in, it is in your list.
        </Notice>
        <Button busy={withdraw.isPending} onClick={() => withdraw.mutate()}>
          Take the request back
        </Button>
      </div>
    );
  }
  if (standing === JoinStanding.DECLINED) {
    return (
      <div className="mt-6 text-left">
        <Notice kind="info">You asked to join, and were turned down.</Notice>
      </div>
    );
  }
  return (
    <form
      noValidate
      className="mt-6 flex flex-col gap-4.5 text-left"
      onSubmit={(event) => {
        event.preventDefault();
        accept.mutate(formText(new FormData(event.currentTarget), 'note').trim());
      }}
    >
      {problem !== null && problem.errors.length === 0 && <Notice kind="danger">{problem.detail}</Notice>}
      {approvalNeeded && (
        <TextField
          label="A note for those who let you in"
          name="note"
          maxLength={250}
          autoComplete="off"
          optional
          error={fieldError(problem, 'note')}
        />
      )}
      <Button type="submit" variant="primary" wide busy={accept.isPending}>
        {approvalNeeded ? 'Ask to join' : 'Join'}
      </Button>
    </form>
  );
}
