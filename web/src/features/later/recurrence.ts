import type { Recurrence } from '@/features/chat/model';
import { clockTime } from '@/features/chat/times';

/** How something comes again, in plain choices. */
export type Repeat = 'daily' | 'weekdays' | 'weekly' | 'monthly' | 'cron';

export interface Plan {
  readonly repeat: Repeat;
  /** As a field for a time has it: 09:00. */
  readonly time: string;
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly day: number;
  /** What was written by hand. */
  readonly cron: string;
}

export const REPEATS: readonly { readonly repeat: Repeat; readonly label: string }[] = [
  { repeat: 'daily', label: 'Every day' },
  { repeat: 'weekdays', label: 'Every weekday, Monday to Friday' },
  { repeat: 'weekly', label: 'Every week' },
  { repeat: 'monthly', label: 'Every month' },
  { repeat: 'cron', label: 'By a cron expression' },
];

export function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export function toCron({ repeat, time, weekday, day, cron }: Plan): string {
  const [hour = 9, minute = 0] = time.split(':').map(Number);
  const at = `${minute} ${hour}`;
  switch (repeat) {
    case 'daily':
      return `${at} * * *`;
    case 'weekdays':
      return `${at} * * 1-5`;
    case 'weekly':
      return `${at} * * ${weekday}`;
    case 'monthly':
      return `${at} ${day} * *`;
    case 'cron':
      return cron.trim();
  }
}

const PLAIN = /^(\d{1,2}) (\d{1,2}) (\*|\d{1,2}) \* (\*|1-5|\d)$/;

/** The plain choice that says the same; by hand where there is none. */
export function toPlan(cron: string): Plan {
  const match = PLAIN.exec(cron);
  const [, minute = '0', hour = '9', day = '*', weekday = '*'] = match ?? [];
  const plan = {
    time: `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`,
    weekday: weekday === '*' || weekday === '1-5' ? 1 : Number(weekday) % 7,
    day: day === '*' ? 1 : Number(day),
    cron,
  };
  if (match === null || (day !== '*' && weekday !== '*')) return { ...plan, repeat: 'cron' };
  if (day !== '*') return { ...plan, repeat: 'monthly' };
  if (weekday === '1-5') return { ...plan, repeat: 'weekdays' };
  return { ...plan, repeat: weekday === '*' ? 'daily' : 'weekly' };
}

const weekdays = new Intl.DateTimeFormat(undefined, { weekday: 'long', timeZone: 'UTC' });

export function weekdayName(weekday: number): string {
  // The fourth of January 1970 was a Sunday.
  return weekdays.format(Date.UTC(1970, 0, 4 + weekday));
}

/** In words; by which clocks only where they are not those of the person. */
export function recurrenceText({ cron, timeZone }: Recurrence): string {
  const plan = toPlan(cron);
  const [hour = 0, minute = 0] = plan.time.split(':').map(Number);
  const at = `at ${clockTime(new Date(2000, 0, 1, hour, minute).getTime())}`;
  const where = timeZone === browserZone() ? '' : ` in ${timeZone.replaceAll('_', ' ')}`;
  switch (plan.repeat) {
    case 'daily':
      return `Every day ${at}${where}`;
    case 'weekdays':
      return `Every weekday ${at}${where}`;
    case 'weekly':
      return `Every ${weekdayName(plan.weekday)} ${at}${where}`;
    case 'monthly':
      return `Every month on day ${plan.day} ${at}${where}`;
    case 'cron':
      return `By the cron expression ${cron}${where}`;
  }
}
