import { expect, it } from 'vitest';
import { toCron, toPlan, weekdayName, type Plan } from './recurrence';
import { fromField, presets, toField } from './when';

const at = (text: string) => new Date(text).getTime();

it('offers times by the calendar of the person', () => {
  // A Wednesday.
  const offered = presets(at('2026-11-25T16:30:00'));

  expect(offered.map(({ time }) => toField(time))).toEqual([
    '2026-11-25T16:50',
    '2026-11-25T17:30',
    '2026-11-25T19:30',
    '2026-11-26T09:00',
    '2026-11-30T09:00',
  ]);
});

it('offers the same morning once, on a Sunday', () => {
  expect(presets(at('2026-11-29T12:00:00')).map(({ label }) => label)).not.toContain('Monday morning');
  expect(presets(at('2026-11-30T08:00:00')).at(-1)?.time).toBe(at('2026-12-07T09:00:00'));
});

it('reads back what a field says, and nothing from nonsense', () => {
  expect(fromField(toField(at('2026-01-02T03:04:00')))).toBe(at('2026-01-02T03:04:00'));
  expect(fromField('')).toBeNull();
  expect(fromField('tomorrow')).toBeNull();
});

const PLAN: Plan = { repeat: 'daily', time: '09:05', weekday: 3, day: 15, cron: '' };

it.each([
  [{ ...PLAN, repeat: 'daily' }, '5 9 * * *'],
  [{ ...PLAN, repeat: 'weekdays' }, '5 9 * * 1-5'],
  [{ ...PLAN, repeat: 'weekly' }, '5 9 * * 3'],
  [{ ...PLAN, repeat: 'monthly' }, '5 9 15 * *'],
  [{ ...PLAN, repeat: 'cron', cron: ' 0 0 1 1 * ' }, '0 0 1 1 *'],
] as const)('says plain choices as cron expressions, and back', (plan, cron) => {
  expect(toCron(plan)).toBe(cron);
  expect(toPlan(cron).repeat).toBe(plan.repeat);
  expect(toCron(toPlan(cron))).toBe(cron);
});

it.each(['*/5 * * * *', '0 9 1 * 1', '0 9 * 2 *', 'nonsense'])('leaves %s as it was written', (cron) => {
  expect(toPlan(cron)).toMatchObject({ repeat: 'cron', cron });
});

it('knows the days of the week', () => {
  expect([0, 1, 6].map(weekdayName)).toEqual(['Sunday', 'Monday', 'Saturday']);
});
