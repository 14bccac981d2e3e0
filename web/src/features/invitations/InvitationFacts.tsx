import type { InvitationPreview } from '@/gen/parley/v1/invitations_pb';

/** What an invitation says of its room. */
export function InvitationFacts({ invitation }: { invitation: InvitationPreview }) {
  const { topic, description, memberCount } = invitation;
  return (
    <>
      {topic !== '' && <p className="wrap-anywhere">{topic}</p>}
      {description !== '' && <p className="mt-2 text-sm wrap-anywhere whitespace-pre-line">{description}</p>}
      <p className="mt-2 text-sm text-ink-3">
        {memberCount} {memberCount === 1 ? 'member' : 'members'}
      </p>
    </>
  );
}
