import { useId, type ReactNode } from 'react';

interface SettingsSectionProps {
  title: string;
  note: string;
  children: ReactNode;
}

export function SettingsSection({ title, note, children }: SettingsSectionProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="grid gap-x-10 gap-y-5 border-b border-line py-8 last:border-0 sm:grid-cols-[12rem_1fr]"
    >
      <div>
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        <p className="text-sm text-ink-3">{note}</p>
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
