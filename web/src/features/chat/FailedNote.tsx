import { CircleAlert, RotateCw, Trash2 } from 'lucide-react';
import { Button } from '@/ui/Button';
import { useEngine } from './chatContext';

/** Below a message that was refused: why, and what can be done about it. */
export function FailedNote({ clientId, reason }: { clientId: string; reason: string }) {
  const engine = useEngine();
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1 text-sm text-danger">
      <span className="flex items-center gap-1.5">
        <CircleAlert aria-hidden className="size-4 shrink-0" />
        Not sent. {reason}
      </span>
      <span className="-ml-2 flex gap-1">
        <Button variant="quiet" size="sm" onClick={() => engine.retry(clientId)}>
          <RotateCw aria-hidden className="size-3.5" />
          Try again
        </Button>
        <Button variant="quiet" size="sm" onClick={() => engine.discard(clientId)}>
          <Trash2 aria-hidden className="size-3.5" />
          Discard
        </Button>
      </span>
    </div>
  );
}
