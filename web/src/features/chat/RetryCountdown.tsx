import { useNow } from './useNow';

export function RetryCountdown({ until }: { until: number }) {
  const seconds = Math.max(Math.ceil((until - useNow()) / 1_000), 0);
  return (
    <>
      <span className="sr-only">Connection lost, reconnecting.</span>
      <span aria-hidden>
        {seconds === 0 ? 'Connection lost. Reconnecting…' : `Connection lost. Reconnecting in ${seconds} s.`}
      </span>
    </>
  );
}
