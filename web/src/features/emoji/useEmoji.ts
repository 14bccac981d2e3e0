import { useEffect, useState } from 'react';
import type { EmojiGroup } from './emojiData';

/** All emoji, once they are wanted and have come; `failed` where they did not. */
export function useEmoji(wanted = true): readonly EmojiGroup[] | 'loading' | 'failed' {
  const [groups, setGroups] = useState<readonly EmojiGroup[] | 'loading' | 'failed'>('loading');
  useEffect(() => {
    if (!wanted) return;
    let shown = true;
    import('./emojiData').then(
      ({ EMOJI }) => shown && setGroups(EMOJI),
      () => shown && setGroups('failed'),
    );
    return () => void (shown = false);
  }, [wanted]);
  return groups;
}
