const MINUTE = 60_000;

/** The zones that this browser knows by name, with others that are in use anyway. */
export function timeZones(...others: readonly string[]): string[] {
  return [...new Set([...Intl.supportedValuesOf('timeZone'), ...others])].filter((zone) => zone !== '').sort();
}

/** The zone that this device is set to. */
export function ownTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** What the clock says where somebody lives, and how far that is from here; null where this browser does not know the zone. */
export function localTimeText(zone: string, now: number, here: string): string | null {
  const [theirs, ours] = [offset(zone, now), offset(here, now)];
  if (theirs === null || ours === null) return null;
  const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', timeZone: zone }).format(now);
  return `${time} local time, ${distance(theirs - ours)}`;
}

/** By how many minutes a zone's clock is ahead of UTC at a time. */
function offset(zone: string, now: number): number | null {
  try {
    const parts = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    }).formatToParts(now);
    const [year, month, day, hour, minute] = (['year', 'month', 'day', 'hour', 'minute'] as const).map((type) =>
      Number(parts.find((part) => part.type === type)?.value),
    );
    const shown = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute);
    return Math.round(shown / MINUTE - Math.floor(now / MINUTE));
  } catch {
    return null;
  }
}

function distance(minutes: number): string {
  if (minutes === 0) return 'the same as yours';
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const words = [hours > 0 ? `${hours} h` : '', rest > 0 ? `${rest} min` : ''].filter((word) => word !== '');
  return `${words.join(' ')} ${minutes > 0 ? 'ahead' : 'behind'}`;
}
