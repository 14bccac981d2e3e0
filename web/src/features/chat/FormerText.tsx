import { MessageText } from './MessageText';
import { fullTime } from './times';

/** What a message said from a time on. */
export function FormerText({ label, text, time }: { label: string; text: string; time: number }) {
  return (
    <li className="rounded-md border border-line bg-sunken px-3 py-2">
      <p className="text-xs text-ink-3">
        <span className="font-semibold">{label}</span> ·{' '}
        <time dateTime={new Date(time).toISOString()}>{fullTime(time)}</time>
      </p>
      <MessageText text={text} />
    </li>
  );
}
