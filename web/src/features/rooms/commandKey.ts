/** How the keyboard names a shortcut with the command key: ⌘K on Apple's, Ctrl K elsewhere. */
export function commandKey(key: string): string {
  return /Mac|iPhone|iPad/.test(navigator.userAgent) ? `⌘${key}` : `Ctrl ${key}`;
}
