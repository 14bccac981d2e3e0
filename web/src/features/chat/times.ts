const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const ending = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const moment = new Intl.DateTimeFormat(undefined, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
const momentWithYear = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const withYear = new Intl.DateTimeFormat(undefined, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const date = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long' });

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago something was: 5 minutes ago, yesterday, and beyond a week on which day. */
export function ago(time: number, now: number): string {
  const past = Math.max(0, now - time);
  if (past < MINUTE) return 'just now';
  if (past < HOUR) return relative.format(-Math.floor(past / MINUTE), 'minute');
  if (past < DAY) return relative.format(-Math.floor(past / HOUR), 'hour');
  if (past < 7 * DAY) return relative.format(-Math.floor(past / DAY), 'day');
  return `on ${date.format(time)}`;
}

export function clockTime(time: number): string {
  return clock.format(time);
}

/** The same where there is little room: without saying which half of the day it is. */
export function narrowTime(time: number): string {
  const parts = clock.formatToParts(time).filter(({ type }) => type !== 'dayPeriod');
  return parts
    .map(({ value }) => value)
    .join('')
    .trim();
}

export function fullTime(time: number): string {
  return full.format(time);
}

/** A time that somebody named, on whatever day; with the year where it is another one. */
export function momentTime(time: number): string {
  const sameYear = new Date(time).getFullYear() === new Date().getFullYear();
  return (sameYear ? moment : momentWithYear).format(time);
}

/** When something ends that may end on another day. */
export function dayTime(time: number): string {
  const day = new Date(time);
  return day.toDateString() === new Date().toDateString() ? clock.format(time) : ending.format(time);
}

/** A round number of seconds in words: 30 seconds, 1 minute, 6 hours, 2 weeks. */
export function duration(seconds: number): string {
  const [unit, length] = UNITS.find(([, each]) => seconds % each === 0) ?? ['second', 1];
  const count = seconds / length;
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

const UNITS = [
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** The name of a day, as seen on the day `today` (as `Date.toDateString` writes it). */
export function dayName(time: number, today: string): string {
  const day = new Date(time);
  if (day.toDateString() === today) return 'Today';
  const now = new Date(today);
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (day.toDateString() === yesterday.toDateString()) return 'Yesterday';
  return (day.getFullYear() === now.getFullYear() ? weekday : withYear).format(time);
}
