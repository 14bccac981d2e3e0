import type { KeyboardEvent } from 'react';

const STEPS: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };

/** From the actions of a message, arrows lead to those of the message above or below; each would be many steps of Tab away. */
export function betweenMessages(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key];
  const { target, currentTarget } = event;
  if (step === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (!(target instanceof HTMLButtonElement) || target.closest('[role=group][aria-label=Actions]') === null) return;
  const messages = [...currentTarget.querySelectorAll('article')];
  const here = messages.findIndex((message) => message.contains(target));
  // Before the menu's button hears of it, which would open.
  event.stopPropagation();
  event.preventDefault();
  messages[here + step]?.querySelector<HTMLButtonElement>('[aria-label="More actions"]')?.focus();
}
