import { useId, useState } from 'react';
import type { ChangedPreferences } from '@/rpc/chatApi';
import { Notice } from '@/ui/Notice';
import { Skeleton } from '@/ui/Skeleton';
import { useChangePreferences, usePreferences } from './usePreferences';

interface PreferenceChoiceProps {
  preference: keyof ChangedPreferences;
  label: string;
  note: string;
}

/** Something that a person prefers, or not. */
export function PreferenceChoice({ preference, label, note }: PreferenceChoiceProps) {
  const id = useId();
  const preferences = usePreferences();
  const change = useChangePreferences();
  // What was just chosen is shown at once, while the server is told of it.
  const [chosen, setChosen] = useState<boolean | null>(null);
  const choose = (on: boolean) => {
    setChosen(on);
    change.mutate({ [preference]: on }, { onSettled: () => setChosen(null) });
  };
  if (preferences.isPending) return <Skeleton className="h-6 w-64" />;
  if (preferences.isError) return <Notice kind="danger">{preferences.error.message}</Notice>;
  return (
    <div className="flex flex-col gap-3">
      <div>
        <label className="flex items-center gap-3 font-medium">
          <input
            type="checkbox"
            aria-describedby={id}
            className="size-4 accent-accent"
            checked={chosen ?? preferences.data[preference]}
            onChange={(event) => choose(event.target.checked)}
          />
          {label}
        </label>
        <p id={id} className="pl-7 text-sm text-ink-3">
          {note}
        </p>
      </div>
      {change.isError && <Notice kind="danger">{change.error.message}</Notice>}
    </div>
  );
}
