const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const withYear = new Intl.DateTimeFormat(undefined, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

export function clockTime(time: number): string {
  return clock.format(time);
}

export function fullTime(time: number): string {
  return full.format(time);
}

/** The name of a day, as seen on the day `today` (as `Date.toDateString` writes it). */
export function dayName(time: number, today: string): string {
  const day = new Date(time);
  if (day.toDateString() === today) return 'Today';
  const now = new Date(today);
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (day.toDateString() === yesterday.toDateString()) return 'Yesterday';
  return (day.getFullYear() === now.getFullYear() ? weekday : withYear).format(time);
}
