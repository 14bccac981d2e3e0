/** When a status or a choice ends by itself. */
export type Ending = 'never' | 'halfHour' | 'hour' | 'fourHours' | 'today' | 'week';

export const ENDINGS: readonly { readonly ending: Ending; readonly label: string }[] = [
  { ending: 'never', label: 'Don’t clear' },
  { ending: 'halfHour', label: '30 minutes' },
  { ending: 'hour', label: '1 hour' },
  { ending: 'fourHours', label: '4 hours' },
  { ending: 'today', label: 'Today' },
  { ending: 'week', label: 'This week' },
];

export interface Preset {
  readonly emoji: string;
  readonly text: string;
  readonly ending: Ending;
}

/** What people say most, for one click. */
export const PRESETS: readonly Preset[] = [
  { emoji: '🗓️', text: 'In a meeting', ending: 'hour' },
  { emoji: '🍜', text: 'Lunch', ending: 'halfHour' },
  { emoji: '🎧', text: 'Focusing', ending: 'fourHours' },
  { emoji: '🤒', text: 'Sick', ending: 'today' },
  { emoji: '🌴', text: 'On holiday', ending: 'week' },
];

const MINUTE = 60_000;

/** The moment at which it ends, by the person's own clock and calendar; null for never. */
export function endOf(ending: Ending, now: number): number | null {
  const day = new Date(now);
  switch (ending) {
    case 'never':
      return null;
    case 'halfHour':
      return now + 30 * MINUTE;
    case 'hour':
      return now + 60 * MINUTE;
    case 'fourHours':
      return now + 240 * MINUTE;
    case 'today':
      return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1).getTime();
    case 'week':
      // The night from Sunday to Monday.
      return new Date(day.getFullYear(), day.getMonth(), day.getDate() + ((8 - day.getDay()) % 7 || 7)).getTime();
  }
}
