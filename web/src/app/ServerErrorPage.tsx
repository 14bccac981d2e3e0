import { Button } from '@/ui/Button';
import { MessagePage } from './MessagePage';

/** Also an address, `/500`, that a proxy in front of a broken server can show. */
export function ServerErrorPage({ detail }: { detail?: string }) {
  return (
    <MessagePage
      code="500"
      title="Something broke on our side"
      actions={
        <>
          <Button variant="primary" onClick={() => window.location.reload()}>
            Reload the page
          </Button>
          <Button onClick={() => window.location.assign('/rooms')}>Go to your rooms</Button>
        </>
      }
    >
      <p>Nothing that you sent is lost: messages without an answer are kept in this browser and go out again.</p>
      {detail !== undefined && detail !== '' && (
        <p className="mt-4 rounded-md bg-sunken px-3.5 py-2.5 font-mono text-sm break-words text-ink-2">{detail}</p>
      )}
    </MessagePage>
  );
}
