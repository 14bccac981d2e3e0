import { Hash, SendHorizontal } from 'lucide-react';
import { Avatar } from '@/ui/Avatar';
import { cx } from '@/ui/cx';

const ADA = { id: 'b', displayName: 'Ada' };
const NOOR = { id: 'c', displayName: 'Noor' };
const LINES = [
  { person: NOOR, time: '09:41', texts: ['The train stopped in the tunnel again.', 'Did my last message arrive?'] },
  { person: ADA, time: '09:42', texts: ['It did, once, and in the right place.'] },
  { person: NOOR, time: '09:42', texts: ['Then we are good for ten o’clock.'] },
];

/** A small picture of a room, drawn with the parts that the real one is made of. Decoration: it says nothing new. */
export function ProductPreview() {
  return (
    <div aria-hidden className="relative select-none">
      <div className="absolute -inset-x-6 -inset-y-8 -z-10 rounded-[3rem] bg-accent-soft/70 sm:-inset-x-10 lg:-right-24" />
      <div className="overflow-hidden rounded-2xl border border-line bg-canvas shadow-lg">
        <div className="flex h-12 items-center gap-1.5 border-b border-line px-5 font-semibold">
          <Hash className="size-4 text-ink-3" strokeWidth={2.2} />
          morning
        </div>
        <div className="flex">
          <div className="w-40 shrink-0 border-r border-line bg-sunken p-3 text-sm text-ink-2 max-sm:hidden">
            {['design', 'garden', 'morning', 'releases'].map((name) => (
              <div
                key={name}
                className={cx(
                  'flex h-8 items-center gap-2 rounded-md px-2',
                  name === 'morning' && 'bg-selected font-medium text-ink',
                  name === 'releases' && 'font-semibold text-ink',
                )}
              >
                <Hash className="size-3.5 text-ink-3" />
                <span className="flex-1">{name}</span>
                {name === 'releases' && <span className="size-2 rounded-full bg-accent" />}
              </div>
            ))}
          </div>
          <div className="flex min-w-0 flex-1 flex-col gap-4 p-5">
            {LINES.map(({ person, time, texts }, index) => (
              <div key={index} className="flex gap-3">
                <Avatar person={person} />
                <div className="min-w-0">
                  <div className="flex items-baseline gap-2">
                    <span className="font-semibold">{person.displayName}</span>
                    <span className="text-xs text-ink-3">{time}</span>
                  </div>
                  {texts.map((text) => (
                    <div key={text}>{text}</div>
                  ))}
                </div>
              </div>
            ))}
            <div className="mt-3 flex items-center gap-2 rounded-xl border border-line-strong/60 bg-surface p-1.5 pl-4 shadow-sm">
              <span className="flex-1 text-ink-3">Message morning</span>
              <span className="flex size-8 items-center justify-center rounded-lg bg-accent text-accent-ink">
                <SendHorizontal className="size-4" />
              </span>
            </div>
          </div>
        </div>
      </div>
    </div>
  );
}
