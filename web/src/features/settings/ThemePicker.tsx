import * as RadioGroup from '@radix-ui/react-radio-group';
import { Monitor, Moon, Sun } from 'lucide-react';
import { useTheme, type Theme } from '@/app/theme';

const CHOICES = [
  { value: 'system', icon: Monitor, label: 'System' },
  { value: 'light', icon: Sun, label: 'Light' },
  { value: 'dark', icon: Moon, label: 'Dark' },
] as const satisfies readonly { value: Theme; icon: typeof Sun; label: string }[];

export function ThemePicker() {
  const { theme, choose } = useTheme();
  return (
    <RadioGroup.Root
      aria-label="Theme"
      value={theme}
      onValueChange={(value) => choose(CHOICES.find((choice) => choice.value === value)?.value ?? 'system')}
      className="inline-grid w-full max-w-sm grid-cols-3 gap-1 rounded-lg bg-sunken p-1"
    >
      {CHOICES.map(({ value, icon: Icon, label }) => (
        <RadioGroup.Item
          key={value}
          value={value}
          className="flex h-9 items-center justify-center gap-2 rounded-md text-sm font-medium text-ink-2 transition-colors hover:text-ink data-[state=checked]:bg-raised data-[state=checked]:text-ink data-[state=checked]:shadow-sm"
        >
          <Icon aria-hidden className="size-4" />
          {label}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
