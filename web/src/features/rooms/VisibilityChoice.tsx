import * as RadioGroup from '@radix-ui/react-radio-group';
import { Hash, Lock } from 'lucide-react';

const CHOICES = [
  { value: 'PUBLIC', icon: Hash, title: 'Public', note: 'Everyone here can find and join it.' },
  { value: 'PRIVATE', icon: Lock, title: 'Private', note: 'Only people whom a member invites.' },
] as const;

interface VisibilityChoiceProps {
  value: 'PUBLIC' | 'PRIVATE';
  onChange: (value: 'PUBLIC' | 'PRIVATE') => void;
}

export function VisibilityChoice({ value, onChange }: VisibilityChoiceProps) {
  return (
    <RadioGroup.Root
      aria-label="Who can join"
      value={value}
      onValueChange={(chosen) => onChange(chosen === 'PRIVATE' ? 'PRIVATE' : 'PUBLIC')}
      className="grid gap-2.5 sm:grid-cols-2"
    >
      {CHOICES.map(({ value: choice, icon: Icon, title, note }) => (
        <RadioGroup.Item
          key={choice}
          value={choice}
          aria-label={`${title}. ${note}`}
          className="flex flex-col gap-0.5 rounded-lg border border-line-strong/50 p-3 text-left transition-colors hover:bg-hover data-[state=checked]:border-accent data-[state=checked]:bg-accent-soft data-[state=checked]:ring-1 data-[state=checked]:ring-accent"
        >
          <span className="flex items-center gap-1.5 font-medium">
            <Icon aria-hidden className="size-4" />
            {title}
          </span>
          <span className="text-sm text-ink-2">{note}</span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
