import type { TextEdit } from './formatting';

/** Replaces a piece of what is in a field as if it had been typed, so that the browser can undo it. */
export function replaceText(field: HTMLTextAreaElement, { start, end, insert, selectFrom, selectTo }: TextEdit): void {
  field.focus();
  field.setSelectionRange(start, end);
  if (!typed(insert)) {
    field.setRangeText(insert);
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
  field.setSelectionRange(selectFrom, selectTo);
}

/** The one way that keeps the history of the field; deprecated without a successor, and kept by all browsers. */
function typed(insert: string): boolean {
  // eslint-disable-next-line @typescript-eslint/no-deprecated, @typescript-eslint/no-unnecessary-condition -- not everywhere
  return document.execCommand?.(insert === '' ? 'delete' : 'insertText', false, insert) ?? false;
}
