import { useId } from 'react';
import { Field } from '@/ui/Field';
import { inputClass } from '@/ui/inputClass';
import { TextField } from '@/ui/TextField';
import { browserZone, REPEATS, weekdayName, type Plan } from './recurrence';

const DAYS = Array.from({ length: 31 }, (_, index) => index + 1);
/** Weeks begin with Monday. */
const WEEK = [1, 2, 3, 4, 5, 6, 0];

interface RepeatFieldProps {
  /** Null where it is said once. */
  plan: Plan | null;
  /** By whose clocks. */
  timeZone: string;
  error?: string;
  onChange: (plan: Plan | null) => void;
}

const FIRST: Plan = { repeat: 'weekdays', time: '09:00', weekday: 1, day: 1, cron: '0 9 * * 1-5' };

/** Whether something comes again, and when. */
export function RepeatField({ plan, timeZone, error, onChange }: RepeatFieldProps) {
  const id = useId();
  const change = (part: Partial<Plan>) => onChange({ ...(plan ?? FIRST), ...part });
  return (
    <div className="flex flex-col gap-3">
      <Field id={id} label="Repeat">
        <select
          id={id}
          className={inputClass()}
          value={plan?.repeat ?? 'never'}
          onChange={(event) => {
            const chosen = REPEATS.find(({ repeat }) => repeat === event.target.value);
            if (chosen === undefined) onChange(null);
            else change({ repeat: chosen.repeat });
          }}
        >
          <option value="never">Does not repeat</option>
          {REPEATS.map(({ repeat, label }) => (
            <option key={repeat} value={repeat}>
              {label}
            </option>
          ))}
        </select>
      </Field>
      {plan?.repeat === 'weekly' && (
        <Field id={`${id}-weekday`} label="On">
          <select
            id={`${id}-weekday`}
            className={inputClass()}
            value={plan.weekday}
            onChange={(event) => change({ weekday: Number(event.target.value) })}
          >
            {WEEK.map((weekday) => (
              <option key={weekday} value={weekday}>
                {weekdayName(weekday)}
              </option>
            ))}
          </select>
        </Field>
      )}
      {plan?.repeat === 'monthly' && (
        <Field
          id={`${id}-day`}
          label="On day"
          hint={plan.day > 28 ? 'Months without this day are left out.' : undefined}
        >
          <select
            id={`${id}-day`}
            className={inputClass()}
            value={plan.day}
            onChange={(event) => change({ day: Number(event.target.value) })}
          >
            {DAYS.map((day) => (
              <option key={day}>{day}</option>
            ))}
          </select>
        </Field>
      )}
      {plan !== null && plan.repeat !== 'cron' && (
        <Field
          id={`${id}-time`}
          label="At"
          error={error}
          hint={timeZone === browserZone() ? 'In your time zone.' : `In ${timeZone}.`}
        >
          <input
            id={`${id}-time`}
            type="time"
            required
            className={inputClass()}
            value={plan.time}
            aria-describedby={`${id}-time-note`}
            onChange={(event) => change({ time: event.target.value })}
          />
        </Field>
      )}
      {plan?.repeat === 'cron' && (
        <TextField
          label="Cron expression"
          value={plan.cron}
          error={error}
          maxLength={100}
          spellCheck={false}
          className="font-mono"
          hint="Minute, hour, day of the month, month, day of the week: 0 9 * * 1-5 is 9:00 from Monday to Friday."
          onChange={(event) => change({ cron: event.target.value })}
        />
      )}
    </div>
  );
}
