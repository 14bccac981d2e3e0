import { expect, test } from '../support/fixtures.ts';
import { roomName } from '../support/person.ts';
import { DEVICES, look } from '../support/looks.ts';

for (const [device, options] of Object.entries(DEVICES)) {
  test(`one finds rooms by what goes on in them: ${device}`, async ({ someone }) => {
    const grace = await someone('Grace Hopper');
    await grace.signUp();
    const many = roomName('Sails');
    await grace.createRoom(`${many} quiet`, { topic: 'Nothing yet' });
    await grace.createRoom(`${many} old`, { topic: 'What once was' });
    await grace.page.getByRole('button', { name: 'Room actions' }).click();
    await grace.page.getByRole('menuitem', { name: 'Archive room' }).click();
    await grace.page.getByRole('dialog').getByRole('button', { name: 'Archive room' }).click();
    await expect(grace.page.getByText('This room is archived')).toBeVisible();
    await grace.createRoom(`${many} busy`, { topic: 'Where everything is said that has to be said about sails' });
    await grace.say('Hoist them.');
    await grace.expectMessage('Hoist them.');

    const ada = await someone('Ada Lovelace', options);
    const { page } = ada;
    await ada.signUp();
    await page.goto('/discover');
    await page.getByLabel('Search public rooms').fill(many);
    const rooms = page.getByRole('list', { name: 'Public rooms' }).getByRole('listitem');
    await expect(rooms).toHaveCount(2);
    await expect(rooms.first()).toContainText(`${many} busy`);
    await expect(rooms.first()).toContainText('1 member · active just now');
    await expect(rooms.last()).toContainText('nothing said yet');

    await page.getByRole('button', { name: `Join ${many} quiet` }).click();
    await expect(page.getByRole('main').getByRole('heading', { level: 1, name: `${many} quiet` })).toBeVisible();
    await page.goto('/discover');
    await page.getByLabel('Search public rooms').fill(many);
    await page.getByLabel('Sort by').selectOption({ label: 'Most members' });
    await expect(rooms.first()).toContainText('You are in it · 2 members');
    await page.getByLabel('Sort by').selectOption({ label: 'Name' });
    await expect(rooms.first()).toContainText(`${many} busy`);
    await page.getByLabel('Show archived rooms').check();
    await expect(rooms).toHaveCount(3);
    await expect(rooms.nth(1)).toContainText('Archived · 1 member');

    await look(page, `discover-found-${device}`);
  });
}
