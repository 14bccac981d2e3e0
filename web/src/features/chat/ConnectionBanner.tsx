import { CloudOff } from 'lucide-react';
import { useState } from 'react';
import { useChat, useEngine } from './chatContext';
import { RetryCountdown } from './RetryCountdown';
import { useOnline } from './useOnline';

/** Says that nothing arrives at the moment, and what becomes of it. Short interruptions pass unmentioned. */
export function ConnectionBanner() {
  const engine = useEngine();
  const connection = useChat((state) => state.connection);
  const online = useOnline();
  const [waited, setWaited] = useState(false);

  if (connection.kind === 'waiting' && !waited) setWaited(true);
  if (connection.kind === 'live' && waited) setWaited(false);

  if (connection.kind === 'live' || connection.kind === 'stopped' || (online && !waited)) return null;
  return (
    <div
      role="status"
      className="flex min-h-10 shrink-0 animate-late items-center justify-center gap-2.5 border-b border-line bg-warning-soft px-4 py-1.5 text-sm text-warning"
    >
      <CloudOff aria-hidden className="size-4 shrink-0" />
      {online ? (
        <>
          <span>
            {connection.kind === 'waiting' ? <RetryCountdown until={connection.until} /> : 'Reconnecting…'}
            <span className="max-sm:hidden"> What you send is kept.</span>
          </span>
          {connection.kind === 'waiting' && (
            <button
              type="button"
              className="shrink-0 rounded-sm font-semibold underline underline-offset-3"
              onClick={() => engine.wake()}
            >
              Try now
            </button>
          )}
        </>
      ) : (
        <span>You are offline. What you send is kept, and goes out when you are back.</span>
      )}
    </div>
  );
}
