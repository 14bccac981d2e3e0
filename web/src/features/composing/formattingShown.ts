const KEY = 'parley.formatting';

/** Whether this device shows the bar for formatting. */
export function isFormattingShown(): boolean {
  try {
    return localStorage.getItem(KEY) === 'true';
  } catch {
    return false;
  }
}

export function showFormatting(shown: boolean): void {
  try {
    localStorage.setItem(KEY, String(shown));
  } catch {
    // Where nothing can be kept, it is hidden next time.
  }
}
