import { useId, useState } from 'react';
import { ownTimeZone, timeZones } from '@/features/people/localTime';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { inputClass } from '@/ui/inputClass';

interface TimeZoneFieldProps {
  name: string;
  defaultValue: string;
  error?: string;
}

/** The time zone that others are told; the one of the device is a click away. */
export function TimeZoneField({ name, defaultValue, error }: TimeZoneFieldProps) {
  const id = useId();
  const [zone, setZone] = useState(defaultValue);
  const own = ownTimeZone();
  return (
    <div className="flex flex-col items-start gap-2">
      <div className="w-full">
        <Field id={id} label="Time zone" optional error={error} hint="Others see what time it is for you.">
          <select
            id={id}
            name={name}
            className={inputClass()}
            aria-invalid={error !== undefined || undefined}
            aria-describedby={`${id}-note`}
            value={zone}
            onChange={(event) => setZone(event.target.value)}
          >
            <option value="">Not told</option>
            {timeZones(defaultValue, own).map((each) => (
              <option key={each} value={each}>
                {each.replaceAll('_', ' ')}
              </option>
            ))}
          </select>
        </Field>
      </div>
      {zone !== own && (
        <Button size="sm" onClick={() => setZone(own)}>
          Use this device’s: {own.replaceAll('_', ' ')}
        </Button>
      )}
    </div>
  );
}
