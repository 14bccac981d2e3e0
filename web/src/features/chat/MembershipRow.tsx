import type { Person } from './model';
import { clockTime, fullTime } from './times';

interface MembershipRowProps {
  kind: 'joined' | 'left';
  person: Person;
  time: number;
}

export function MembershipRow({ kind, person, time }: MembershipRowProps) {
  return (
    <p className="flex items-baseline gap-2 py-1.5 pr-4 pl-16 text-sm text-ink-3 sm:pl-[4.5rem]">
      <span className="wrap-anywhere">
        <span className="font-medium text-ink-2">{person.displayName}</span> {kind === 'joined' ? 'joined' : 'left'}
      </span>
      <time dateTime={new Date(time).toISOString()} title={fullTime(time)} className="text-xs">
        {clockTime(time)}
      </time>
    </p>
  );
}
