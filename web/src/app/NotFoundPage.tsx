import { ButtonLink } from '@/ui/ButtonLink';
import { MessagePage } from './MessagePage';

export function NotFoundPage() {
  return (
    <MessagePage
      code="404"
      title="Nobody is talking here"
      actions={
        <>
          <ButtonLink to="/rooms" variant="primary">
            Go to your rooms
          </ButtonLink>
          <ButtonLink to="/">Start page</ButtonLink>
        </>
      }
    >
      There is no page at this address. The link may be old, or a letter may be missing.
    </MessagePage>
  );
}
