import { useEffect, useState } from 'react';
import { lastSeenText, stateName } from './presenceText';
import { usePresence } from './usePresence';

/** Behind a user name: whether somebody is there, or when they last were. */
export function PresenceNote({ userId }: { userId: string }) {
  const presence = usePresence(userId);
  if (presence === undefined || presence.state === 'online') return null;
  if (presence.state !== 'offline' || presence.lastSeen === null) return <> · {stateName(presence.state)}</>;
  return <LastSeen time={presence.lastSeen} />;
}

function LastSeen({ time }: { time: number }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return <> · {lastSeenText(time, now)}</>;
}
