import { Braces, HardDrive, History, Keyboard, type LucideIcon } from 'lucide-react';

const FEATURES: readonly { icon: LucideIcon; title: string; text: string }[] = [
  {
    icon: History,
    title: 'Nothing is lost',
    text: 'A message that shows as sent is on disk. When the network or the server goes away, your client catches up, once and in order.',
  },
  {
    icon: HardDrive,
    title: 'Yours to keep',
    text: 'One file, one command, one data folder, on a laptop or a server. Your conversations stay on your machine.',
  },
  {
    icon: Braces,
    title: 'Open by contract',
    text: 'REST, gRPC and WebSocket come from the same published definitions. This page uses no door that you cannot use too.',
  },
  {
    icon: Keyboard,
    title: 'Calm and quick',
    text: 'Every action within reach of the keyboard, light and dark, from a phone to a wide screen. No trackers, no third parties.',
  },
];

export function LandingFeatures() {
  return (
    <section aria-labelledby="features" className="border-t border-line bg-sunken">
      <div className="mx-auto max-w-6xl px-6 py-20">
        <h2 id="features" className="max-w-xl text-3xl font-semibold tracking-tight">
          Made to be relied on
        </h2>
        <ul className="mt-12 grid gap-x-12 gap-y-10 sm:grid-cols-2">
          {FEATURES.map(({ icon: Icon, title, text }) => (
            <li key={title} className="flex gap-4">
              <span className="flex size-11 shrink-0 items-center justify-center rounded-xl border border-line bg-surface text-accent shadow-sm">
                <Icon aria-hidden className="size-5" strokeWidth={1.8} />
              </span>
              <div>
                <h3 className="text-lg font-semibold">{title}</h3>
                <p className="mt-1 max-w-[30rem] text-ink-2">{text}</p>
              </div>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
