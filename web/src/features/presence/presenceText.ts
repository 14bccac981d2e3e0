import type { Presence, Status } from '@/features/chat/model';
import { ago } from '@/features/chat/times';

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const dateAndClock = new Intl.DateTimeFormat(undefined, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

const STATES: Readonly<Record<Presence['state'], string>> = {
  online: 'Online',
  away: 'Away',
  doNotDisturb: 'Do not disturb',
  offline: 'Offline',
};

export function stateName(state: Presence['state']): string {
  return STATES[state];
}

/** When somebody was last there, such as "last seen 5 minutes ago". */
export function lastSeenText(time: number, now: number): string {
  return `last seen ${ago(time, now)}`;
}

/** What a status says, and for how long. */
export function statusText({ emoji, text, until }: Status, now: number): string {
  const said = [emoji, text].filter((part) => part !== '').join(' ');
  return until === null ? said : `${said} · until ${untilText(until, now)}`;
}

/** The end of something: a time of today, or a day with its time. */
export function untilText(until: number, now: number): string {
  const sameDay = new Date(until).toDateString() === new Date(now).toDateString();
  return (sameDay ? clock : dateAndClock).format(until);
}

/** Who is typing, in a line that never grows long. */
export function typingText(names: readonly string[]): string {
  const [first, second, ...others] = names;
  if (first === undefined) return '';
  if (second === undefined) return `${first} is typing…`;
  return others.length === 0 ? `${first} and ${second} are typing…` : 'Several people are typing…';
}
