import type { KeyboardEvent } from 'react';

const STEPS: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };

/** From the actions of a message, arrows lead to those of the message above or below; each would be many steps of Tab away. */
export function betweenMessages(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key];
  const { target, currentTarget } = event;
  if (step === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (!(target instanceof HTMLButtonElement) || !isAction(target)) return;
  const messages = [...currentTarget.querySelectorAll('article')];
  const here = messages.findIndex((message) => message.contains(target));
  // Before the menu's button hears of it, which would open.
  event.stopPropagation();
  event.preventDefault();
  messages[here + step]?.querySelector<HTMLButtonElement>('[aria-label="More actions"]')?.focus();
}

/** Not of what the actions have opened, where arrows may mean something else. */
function isAction(button: HTMLButtonElement): boolean {
  return button.closest('dialog, [role=group]')?.getAttribute('aria-label') === 'Actions';
}
