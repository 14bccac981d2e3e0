import { useSyncExternalStore } from 'react';

export type Theme = 'system' | 'light' | 'dark';

const KEY = 'parley.theme';
const listeners = new Set<() => void>();
const prefersDark = '(prefers-color-scheme: dark)';

/** The chosen theme, how it looks right now, and how to choose another; it is kept in this browser. */
export function useTheme() {
  const theme = useSyncExternalStore(subscribe, chosen);
  const looksDark = useSyncExternalStore(subscribe, isDark);
  return { theme, looksDark, choose };
}

function chosen(): Theme {
  const { theme } = document.documentElement.dataset;
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

function isDark(): boolean {
  return chosen() === 'system' ? window.matchMedia(prefersDark).matches : chosen() === 'dark';
}

function choose(theme: Theme): void {
  show(theme);
  try {
    if (theme === 'system') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // Storage is closed: the choice lasts as long as the page.
  }
}

function show(theme: string | null): void {
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  const otherTab = (event: StorageEvent) => {
    if (event.key === KEY) show(event.newValue);
  };
  const system = window.matchMedia(prefersDark);
  listeners.add(listener);
  window.addEventListener('storage', otherTab);
  system.addEventListener('change', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', otherTab);
    system.removeEventListener('change', listener);
  };
}
