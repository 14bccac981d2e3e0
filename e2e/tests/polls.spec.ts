import { expect, test } from '../support/fixtures.ts';
import { lookEverywhere } from '../support/looks.ts';
import { compose } from '../support/messages.ts';
import { roomName, type Person } from '../support/person.ts';

function poll(person: Person, question: string) {
  return person.messages(question).getByRole('group', { name: 'Poll' });
}

function answer(person: Person, question: string, text: string) {
  return poll(person, question).getByRole('button', { name: text });
}

test('a room is asked, answers, and sees the answers as they come', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  await ada.signUp();
  await grace.signUp();
  const room = roomName('Kitchen');
  await ada.createRoom(room);
  await grace.discoverAndJoin(room);

  await test.step('what was written becomes the question', async () => {
    const field = ada.page.getByRole('textbox', { name: `Message ${room}` });
    await field.fill('What shall we **eat**?');
    await compose(ada, 'Create a poll');
    const dialog = ada.page.getByRole('dialog', { name: 'Create a poll' });
    await expect(dialog.getByLabel('Question')).toHaveValue('What shall we **eat**?');
    await dialog.getByRole('textbox', { name: 'Answer 1' }).fill('Soup');
    await dialog.getByRole('textbox', { name: 'Answer 2' }).fill('Soup');
    await dialog.getByRole('textbox', { name: 'Answer 3' }).fill('Cake');
    await expect(dialog.getByText('Each answer stands here once.')).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Answer 2' }).fill('Bread and cheese');
    await lookEverywhere(ada.page, 'poll-dialog');
    await dialog.getByRole('button', { name: 'Ask' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(field).toHaveValue('');
  });

  await test.step('everybody answers, and may change their mind', async () => {
    await answer(grace, 'What shall we eat?', 'Cake').click();
    await expect(answer(ada, 'What shall we eat?', 'Cake')).toContainText('1');
    await answer(ada, 'What shall we eat?', 'Soup').click();
    await expect(answer(grace, 'What shall we eat?', 'Soup')).toContainText('1');
    await answer(ada, 'What shall we eat?', 'Cake').click();
    await expect(answer(grace, 'What shall we eat?', 'Cake')).toContainText('2');
    await expect(answer(grace, 'What shall we eat?', 'Soup')).toContainText('0');
    await expect(answer(ada, 'What shall we eat?', 'Cake')).toHaveAttribute('aria-pressed', 'true');
    await lookEverywhere(ada.page, 'poll');
    await poll(grace, 'What shall we eat?').getByRole('button', { name: 'Who answered what' }).click();
    const voters = grace.page.getByRole('dialog', { name: 'Who answered what' });
    await expect(voters.getByText('Ada Lovelace')).toBeVisible();
    await lookEverywhere(grace.page, 'voters');
    await voters.getByRole('button', { name: 'Close' }).click();
  });

  await test.step('who asked closes it', async () => {
    await expect(poll(grace, 'What shall we eat?').getByRole('button', { name: 'Close the poll' })).toHaveCount(0);
    await poll(ada, 'What shall we eat?').getByRole('button', { name: 'Close the poll' }).click();
    await expect(poll(grace, 'What shall we eat?').getByText('Closed')).toBeVisible();
    await expect(answer(grace, 'What shall we eat?', 'Soup')).toBeDisabled();
  });

  await test.step('of an anonymous one, only oneself knows what one answered', async () => {
    await compose(grace, 'Create a poll');
    const dialog = grace.page.getByRole('dialog', { name: 'Create a poll' });
    await dialog.getByLabel('Question').fill('Who snores?');
    await dialog.getByRole('textbox', { name: 'Answer 1' }).fill('Me');
    await dialog.getByRole('textbox', { name: 'Answer 2' }).fill('The others');
    await dialog.getByLabel('Nobody sees who chose what').check();
    await dialog.getByLabel('Several answers can be chosen').check();
    await dialog.getByRole('button', { name: 'Ask' }).click();
    await answer(ada, 'Who snores?', 'Me').click();
    await answer(ada, 'Who snores?', 'The others').click();
    await expect(answer(grace, 'Who snores?', 'The others')).toContainText('1');
    await expect(answer(grace, 'Who snores?', 'The others')).toHaveAttribute('aria-pressed', 'false');
    await expect(poll(grace, 'Who snores?').getByRole('button', { name: 'Who answered what' })).toHaveCount(0);
    await ada.page.reload();
    await expect(answer(ada, 'Who snores?', 'Me')).toHaveAttribute('aria-pressed', 'true');
    await expect(answer(ada, 'Who snores?', 'The others')).toHaveAttribute('aria-pressed', 'true');
  });
});
