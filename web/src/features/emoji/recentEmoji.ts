const KEY = 'parley.emoji';
const KEPT = 18;
/** What people react with most, until somebody has habits of their own. */
const USUAL = ['👍', '❤️', '😂', '🎉', '👀', '🙏'];

/** The emoji that were used last on this device, the last first, and then the usual ones. */
export function recentEmoji(): string[] {
  return [...new Set([...kept(), ...USUAL])].slice(0, KEPT);
}

/** Notes that an emoji was used. */
export function usedEmoji(emoji: string): void {
  try {
    localStorage.setItem(KEY, JSON.stringify([...new Set([emoji, ...kept()])].slice(0, KEPT)));
  } catch {
    // Where nothing can be kept, the usual ones stay.
  }
}

function kept(): string[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
  } catch {
    return [];
  }
}
