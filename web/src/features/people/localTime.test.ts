import { describe, expect, it } from 'vitest';
import { localTimeText, timeZones } from './localTime';

const SUMMER = Date.UTC(2026, 6, 1, 12, 5);
const WINTER = Date.UTC(2026, 0, 1, 12, 5);

describe('the time where somebody lives', () => {
  it('is told with how far it is from here', () => {
    expect(localTimeText('Europe/Vienna', SUMMER, 'UTC')).toMatch(/^(14:05|02:05 PM) local time, 2 h ahead$/);
    expect(localTimeText('America/New_York', SUMMER, 'UTC')).toMatch(/4 h behind$/);
    expect(localTimeText('Europe/London', SUMMER, 'Europe/Lisbon')).toMatch(/the same as yours$/);
  });

  it('knows of summer time', () => {
    expect(localTimeText('Europe/Vienna', WINTER, 'UTC')).toMatch(/1 h ahead$/);
  });

  it('counts minutes, and over the ends of days and years', () => {
    expect(localTimeText('Asia/Kathmandu', SUMMER, 'UTC')).toMatch(/5 h 45 min ahead$/);
    expect(localTimeText('America/St_Johns', WINTER, 'America/Halifax')).toMatch(/, 30 min ahead$/);
    const newYearsEve = Date.UTC(2026, 11, 31, 23, 30);
    expect(localTimeText('Pacific/Auckland', newYearsEve, 'Pacific/Honolulu')).toMatch(/23 h ahead$/);
  });

  it('is not told of a zone that this browser does not know', () => {
    expect(localTimeText('Middle-earth/Shire', SUMMER, 'UTC')).toBeNull();
  });
});

describe('the list of time zones', () => {
  it('has what is chosen already, each once', () => {
    const zones = timeZones('UTC', 'Europe/Vienna', '');
    expect(zones).toContain('UTC');
    expect(zones.filter((zone) => zone === 'Europe/Vienna')).toHaveLength(1);
    expect(zones).not.toContain('');
  });
});
