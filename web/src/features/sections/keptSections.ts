import type { SectionList } from './sections';

const KEY = 'parley.sections';

/** The sections as they were when this browser was last used; what is read from the server replaces them. */
export function keptSections(userId: string): SectionList | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null') as { userId: string; list: SectionList } | null;
    return kept?.userId === userId && Array.isArray(kept.list.sections) ? kept.list : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps them, so that the next page draws every room where it belongs at once. Where nothing can be kept, nothing is. */
export function keepSections(userId: string, list: SectionList): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ userId, list }));
  } catch {
    // Closed or full.
  }
}

/** Forgets them. */
export function forgetSections(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Closed: nothing is kept.
  }
}
