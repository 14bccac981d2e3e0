const MINUTE = 60_000;
/** When a day of work begins. */
const MORNING = 9;

export interface Preset {
  readonly label: string;
  /** Epoch milliseconds. */
  readonly time: number;
}

/** Times that people choose most, by the person's own clock and calendar. */
export function presets(now: number): readonly Preset[] {
  const day = new Date(now);
  const morning = (days: number) =>
    new Date(day.getFullYear(), day.getMonth(), day.getDate() + days, MORNING).getTime();
  const untilMonday = (8 - day.getDay()) % 7 || 7;
  return [
    { label: 'In 20 minutes', time: now + 20 * MINUTE },
    { label: 'In 1 hour', time: now + 60 * MINUTE },
    { label: 'In 3 hours', time: now + 180 * MINUTE },
    { label: 'Tomorrow morning', time: morning(1) },
    // On a Sunday, that is tomorrow.
    ...(untilMonday > 1 ? [{ label: 'Monday morning', time: morning(untilMonday) }] : []),
  ];
}

/** As a field for date and time has it, by the person's own clock. */
export function toField(time: number): string {
  const date = new Date(time);
  const two = (number: number) => String(number).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** What such a field says; null where it is no time. */
export function fromField(text: string): number | null {
  const time = new Date(text).getTime();
  return text === '' || Number.isNaN(time) ? null : time;
}
