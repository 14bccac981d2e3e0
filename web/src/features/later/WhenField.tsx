import { useId, useMemo, useState } from 'react';
import { dayTime } from '@/features/chat/times';
import { Field } from '@/ui/Field';
import { inputClass } from '@/ui/inputClass';
import { fromField, presets, toField } from './when';

interface WhenFieldProps {
  label: string;
  /** Epoch milliseconds; null while no time is chosen. */
  value: number | null;
  onChange: (time: number | null) => void;
  /** What leaves it open, where that is possible. */
  none?: string;
  error?: string;
}

const OWN = 'own';
const NONE = 'none';

/** A time to come, in the person's own zone: one that people often choose, or any other. */
export function WhenField({ label, value, onChange, none, error }: WhenFieldProps) {
  const id = useId();
  const [openedAt] = useState(() => Date.now());
  const offered = useMemo(() => presets(openedAt), [openedAt]);
  const preset = offered.findIndex(({ time }) => time === value);
  const [own, setOwn] = useState(value !== null && preset < 0);
  const chosen = own ? OWN : value === null ? NONE : String(preset);

  const choose = (choice: string) => {
    setOwn(choice === OWN);
    if (choice === OWN) onChange(value ?? offered[1]?.time ?? null);
    else onChange(offered[Number(choice)]?.time ?? null);
  };

  return (
    <div className="flex flex-col gap-2">
      <Field id={id} label={label} error={own ? undefined : error}>
        <select
          id={id}
          className={inputClass()}
          value={chosen}
          aria-invalid={(error !== undefined && !own) || undefined}
          aria-describedby={error !== undefined && !own ? `${id}-note` : undefined}
          onChange={(event) => choose(event.target.value)}
        >
          {(none !== undefined || chosen === NONE) && <option value={NONE}>{none ?? 'Choose a time'}</option>}
          {offered.map(({ label: name, time }, index) => (
            <option key={name} value={index}>
              {name} ({dayTime(time)})
            </option>
          ))}
          <option value={OWN}>Another time…</option>
        </select>
      </Field>
      {own && (
        <Field id={`${id}-own`} label="Date and time" error={error} hint="In your time zone.">
          <input
            id={`${id}-own`}
            type="datetime-local"
            className={inputClass()}
            value={value === null ? '' : toField(value)}
            min={toField(openedAt)}
            aria-invalid={error !== undefined || undefined}
            aria-describedby={`${id}-own-note`}
            onChange={(event) => onChange(fromField(event.target.value))}
          />
        </Field>
      )}
    </div>
  );
}
