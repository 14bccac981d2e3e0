import { Moon, Sun } from 'lucide-react';
import { useTheme } from '@/app/theme';
import { IconButton } from '@/ui/IconButton';

export function ThemeToggle() {
  const { looksDark, choose } = useTheme();
  return (
    <IconButton
      icon={looksDark ? Sun : Moon}
      label={looksDark ? 'Switch to light' : 'Switch to dark'}
      onClick={() => choose(looksDark ? 'light' : 'dark')}
    />
  );
}
