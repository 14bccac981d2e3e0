import { useState } from 'react';

/** How many have reacted: one more comes from below, one less from above. */
export function ReactionCount({ count }: { count: number }) {
  const [shown, setShown] = useState({ count, turn: '' });
  if (shown.count !== count) {
    setShown({ count, turn: count > shown.count ? 'animate-count-up' : 'animate-count-down' });
  }
  return (
    <span key={count} className={shown.turn}>
      {count}
    </span>
  );
}
