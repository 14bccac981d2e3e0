import * as RadioGroup from '@radix-ui/react-radio-group';
import type { OwnPresence } from '@/features/chat/model';
import { PresenceDot } from './PresenceDot';

const CHOICES = [
  { choice: 'automatic', state: 'online', title: 'Automatic', note: 'Online, or away after 5 minutes' },
  { choice: 'away', state: 'away', title: 'Away', note: 'Even while you are here' },
  { choice: 'doNotDisturb', state: 'doNotDisturb', title: 'Do not disturb', note: 'Here, and better not asked' },
  { choice: 'offline', state: 'offline', title: 'Appear offline', note: 'Nobody can tell that you are here' },
] as const;

interface AvailabilityChoiceProps {
  value: OwnPresence['choice'];
  onChange: (value: OwnPresence['choice']) => void;
}

/** What one is seen as. */
export function AvailabilityChoice({ value, onChange }: AvailabilityChoiceProps) {
  return (
    <RadioGroup.Root
      aria-label="Availability"
      value={value}
      onValueChange={(chosen) => {
        const found = CHOICES.find(({ choice }) => choice === chosen);
        if (found !== undefined) onChange(found.choice);
      }}
      className="grid gap-2 sm:grid-cols-2"
    >
      {CHOICES.map(({ choice, state, title, note }) => (
        <RadioGroup.Item
          key={choice}
          value={choice}
          aria-label={`${title}. ${note}`}
          className="flex items-start gap-2.5 rounded-lg border border-line-strong/50 px-3 py-2 text-left transition-colors hover:bg-hover data-[state=checked]:border-accent data-[state=checked]:bg-accent-soft data-[state=checked]:ring-1 data-[state=checked]:ring-accent"
        >
          <span aria-hidden className="pt-1">
            <PresenceDot state={state} />
          </span>
          <span>
            <span className="block font-medium">{title}</span>
            <span className="block text-sm text-ink-2">{note}</span>
          </span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
