import { useId } from 'react';
import { Field } from '@/ui/Field';
import { inputClass } from '@/ui/inputClass';
import { untilText } from './presenceText';
import { ENDINGS, type Ending } from './presets';

interface EndingChoiceProps {
  label: string;
  value: Ending | 'kept';
  /** When it ends as it was chosen before; null where it did not end. */
  kept: number | null;
  now: number;
  onChange: (value: Ending | 'kept') => void;
}

/** When something ends by itself. */
export function EndingChoice({ label, value, kept, now, onChange }: EndingChoiceProps) {
  const id = useId();
  return (
    <Field id={id} label={label}>
      <select
        id={id}
        className={inputClass()}
        value={value}
        onChange={(event) => {
          const chosen = ENDINGS.find(({ ending }) => ending === event.target.value)?.ending;
          onChange(chosen ?? 'kept');
        }}
      >
        {kept !== null && <option value="kept">Until {untilText(kept, now)}</option>}
        {ENDINGS.map(({ ending, label: name }) => (
          <option key={ending} value={ending}>
            {name}
          </option>
        ))}
      </select>
    </Field>
  );
}
