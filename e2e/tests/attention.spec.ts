import { expect, test } from '../support/fixtures.ts';
import { lookEverywhere } from '../support/looks.ts';
import { compose } from '../support/messages.ts';
import { roomName } from '../support/person.ts';

test('an urgent message asks its readers to acknowledge it, and says who has', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  await ada.signUp();
  await grace.signUp();
  const room = roomName('Drill');
  await ada.createRoom(room);
  await grace.discoverAndJoin(room);

  await test.step('what it will want stands above what is written, until it is sent', async () => {
    await compose(ada, 'Urgent');
    await compose(ada, 'Ask to acknowledge');
    const form = ada.page.locator('form').filter({ has: ada.page.getByRole('textbox', { name: `Message ${room}` }) });
    await expect(form.getByText('Urgent')).toBeVisible();
    await expect(form.getByText('Asks to be acknowledged')).toBeVisible();
    await ada.page.getByRole('textbox', { name: `Message ${room}` }).fill('Leave the building by the stairs');
    await lookEverywhere(ada.page, 'attention-composer');
    await ada.page.keyboard.press('Enter');
    await expect(form.getByText('Asks to be acknowledged')).toHaveCount(0);
    await ada.say('An ordinary message');
  });

  const said = (person: typeof ada) => person.messages('Leave the building by the stairs');
  await test.step('who reads it acknowledges it, once and for good', async () => {
    await expect(said(grace).getByText('Urgent')).toBeVisible();
    await expect(said(ada).getByRole('button', { name: 'Acknowledge', exact: true })).toHaveCount(0);
    await said(ada).getByRole('button', { name: 'Acknowledged by 0: show who' }).click();
    const dialog = ada.page.getByRole('dialog', { name: 'Who has acknowledged this' });
    await expect(dialog.getByRole('region', { name: 'Not yet' }).getByText('Grace Hopper')).toBeVisible();
    await lookEverywhere(ada.page, 'acknowledgements');
    await dialog.getByRole('button', { name: 'Close' }).click();

    await said(grace).getByRole('button', { name: 'Acknowledge', exact: true }).click();
    await expect(said(grace).getByText('You acknowledged this')).toBeVisible();
    await expect(said(ada).getByText('1 acknowledged')).toBeVisible();
    await lookEverywhere(ada.page, 'attention');
    await said(ada).getByRole('button', { name: 'Acknowledged by 1: show who' }).click();
    await expect(
      dialog.getByRole('region', { name: 'Acknowledged', exact: true }).getByText('Grace Hopper'),
    ).toBeVisible();
    await expect(dialog.getByText('Nobody is missing.')).toBeVisible();
  });

  await test.step('it is still so when the page is loaded again', async () => {
    await grace.page.reload();
    await expect(said(grace).getByText('You acknowledged this')).toBeVisible();
    await expect(grace.messages('An ordinary message').getByText('Urgent')).toHaveCount(0);
  });
});
