import { useEffect } from 'react';
import { session } from '@/rpc/browserSession';
import type { Problem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { MessagePage } from './MessagePage';

const AGAIN_MS = 5_000;

/** The server did not answer at the start, so it is not known who is here. Asks again by itself. */
export function UnreachablePage({ problem }: { problem: Problem }) {
  useEffect(() => {
    const again = () => void session.restore();
    const timer = setTimeout(again, AGAIN_MS);
    window.addEventListener('online', again);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('online', again);
    };
  }, [problem]);

  return (
    <MessagePage
      title="Parley cannot be reached"
      actions={
        <Button variant="primary" onClick={() => void session.restore()}>
          Try again now
        </Button>
      }
    >
      <p>{problem.detail}</p>
      <p className="mt-2">This page tries again every few seconds.</p>
    </MessagePage>
  );
}
