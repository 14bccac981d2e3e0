import { expect, test } from '../support/fixtures.ts';
import { choose, edit, react, reaction, remove } from '../support/messages.ts';
import { roomName, type Person } from '../support/person.ts';

async function together(someone: (name: string) => Promise<Person>): Promise<[Person, Person]> {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  await ada.signUp();
  await grace.signUp();
  const room = roomName('Drafts');
  await ada.createRoom(room);
  await grace.discoverAndJoin(room);
  return [ada, grace];
}

test('two people edit, delete and react, and both see the same', async ({ someone }) => {
  const [ada, grace] = await together(someone);
  await ada.say('Teh engine weaves algebra.');
  await grace.expectMessage('Teh engine weaves algebra.');

  await test.step('an edit takes the place of what was said', async () => {
    await edit(ada, 'Teh engine weaves algebra.', 'The engine weaves algebra.');
    await grace.expectMessage('The engine weaves algebra.');
    await expect(grace.messages('Teh engine')).toHaveCount(0);
    await expect(grace.messages('The engine').getByText('(edited)')).toBeVisible();
  });

  await test.step('and what it said before can be read', async () => {
    await grace.page.getByRole('button', { name: 'Edited: show what it said before' }).click();
    const history = grace.page.getByRole('dialog', { name: 'What it said before' });
    await expect(history.getByText('Teh engine weaves algebra.')).toBeVisible();
    await grace.page.keyboard.press('Escape');
    await expect(history).toHaveCount(0);
  });

  await test.step('the last message is edited from the composer', async () => {
    await ada.composer.press('ArrowUp');
    const editor = ada.page.getByRole('textbox', { name: 'Edit message' });
    await expect(editor).toBeFocused();
    await editor.press('Escape');
    await expect(ada.composer).toBeFocused();
    await ada.composer.press('ArrowUp');
    await editor.fill('The engine weaves patterns.');
    await editor.press('Enter');
    await grace.expectMessage('The engine weaves patterns.');
  });

  await test.step('reactions are counted and taken back', async () => {
    await react(grace, 'The engine weaves patterns.', '👍');
    await expect(reaction(ada, 'patterns', '👍')).toHaveText('👍1');
    await reaction(ada, 'patterns', '👍').click();
    await expect(reaction(grace, 'patterns', '👍')).toHaveText('👍2');
    await expect(reaction(grace, 'patterns', '👍')).toHaveAttribute('aria-label', /Grace|You/);
    await reaction(grace, 'patterns', '👍').click();
    await expect(reaction(ada, 'patterns', '👍')).toHaveText('👍1');
    await expect(reaction(grace, 'patterns', '👍')).toHaveAttribute('aria-pressed', 'false');
  });

  await test.step('an emoji is found by its name', async () => {
    await choose(grace, 'patterns', 'React');
    const picker = grace.page.getByRole('dialog', { name: 'Choose an emoji' });
    await picker.getByLabel('Search emoji').fill('rocket');
    await picker.getByRole('button', { name: /rocket/ }).click();
    await expect(reaction(ada, 'patterns', '🚀')).toHaveText('🚀1');
  });

  await test.step('nobody but the sender and the owner is offered to delete', async () => {
    await ada.messages('patterns').hover();
    await grace.messages('patterns').getByRole('button', { name: 'More actions' }).click();
    await expect(grace.page.getByRole('menuitem', { name: 'Delete' })).toHaveCount(0);
    await grace.page.keyboard.press('Escape');
  });

  await test.step('what is deleted is gone for both, also after a reload', async () => {
    await remove(ada, 'The engine weaves patterns.');
    await expect(grace.messages('This message was deleted')).toHaveCount(1);
    await expect(grace.messages('patterns')).toHaveCount(0);
    for (const person of [ada, grace]) {
      await person.page.reload();
      await expect(person.messages('This message was deleted')).toHaveCount(1);
      await expect(person.page.getByText('weaves')).toHaveCount(0);
    }
  });
});

test('who owns the room deletes what others said', async ({ someone }) => {
  const [ada, grace] = await together(someone);
  await grace.say('Buy cheap relays!');
  await ada.expectMessage('Buy cheap relays!');
  await remove(ada, 'Buy cheap relays!');
  await expect(grace.messages('This message was deleted')).toHaveCount(1);
});

test('what is deleted is unread no longer', async ({ someone }) => {
  const [ada, grace] = await together(someone);
  await grace.page.getByRole('link', { name: 'Browse rooms' }).first().click();
  const rooms = grace.page.getByRole('navigation', { name: 'Rooms' });
  await ada.say('One.');
  await ada.say(`@${grace.account.username} two.`);
  await expect(rooms.getByRole('link', { name: /2 unread/ })).toBeVisible();
  await remove(ada, 'two.');
  await expect(rooms.getByRole('link', { name: /1 unread/ })).toBeVisible();
  await remove(ada, 'One.');
  await expect(rooms.getByText('unread')).toHaveCount(0);
});
