import { expect, type Locator } from '@playwright/test';
import type { Person } from './person.ts';

/** What a person does with messages that were said, as a mouse and a keyboard do it. */

/** Opens the menu of a message and chooses from it. */
export async function choose(person: Person, text: string, action: string): Promise<void> {
  const message = person.messages(text);
  await message.hover();
  await message.getByRole('button', { name: 'More actions' }).click();
  await person.page.getByRole('menuitem', { name: action, exact: true }).click();
}

/** Chooses what the message that is being written is to be. */
export async function compose(person: Person, item: string): Promise<void> {
  await person.page.getByRole('button', { name: 'More', exact: true }).click();
  await person.page.locator('[role^=menuitem]').filter({ hasText: item }).click();
}

export async function edit(person: Person, text: string, to: string): Promise<void> {
  await choose(person, text, 'Edit');
  const editor = person.page.getByRole('textbox', { name: 'Edit message' });
  await editor.fill(to);
  await editor.press('Enter');
  await expect(editor).toHaveCount(0);
}

export async function remove(person: Person, text: string): Promise<void> {
  await choose(person, text, 'Delete');
  await expect(person.messages(text)).toHaveCount(0);
  // Not held any longer, as when somebody leaves the page.
  await person.page.evaluate(() => window.dispatchEvent(new Event('pagehide')));
}

/** Reacts with one of the usual emoji. */
export async function react(person: Person, text: string, emoji: string): Promise<void> {
  await person.messages(text).hover();
  await person
    .messages(text)
    .getByRole('button', { name: `React with ${emoji}` })
    .click();
}

/** The chip of an emoji on a message. */
export function reaction(person: Person, text: string, emoji: string): Locator {
  return person.messages(text).getByRole('group', { name: 'Reactions' }).getByRole('button', { name: emoji });
}
