import type { Locator } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import { roomName, type Person } from '../support/person.ts';
import { DEVICES, look } from '../support/looks.ts';

function section({ page }: Person, name: string): Locator {
  return page.getByRole('navigation', { name: 'Rooms' }).getByRole('region', { name });
}

function rooms(person: Person, name: string): Locator {
  return section(person, name).getByRole('link');
}

/** Opens a section's menu and chooses from it. */
async function choose(person: Person, name: string, action: string): Promise<void> {
  await section(person, name).getByRole('heading').hover();
  await section(person, name)
    .getByRole('button', { name: `Section ${name}` })
    .click();
  await person.page
    .getByRole('menuitem', { name: action })
    .or(person.page.getByRole('menuitemcheckbox', { name: action }))
    .click();
}

async function makeSection(person: Person, name: string): Promise<void> {
  await choose(person, 'Your rooms', 'New section');
  const dialog = person.page.getByRole('dialog', { name: 'New section' });
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('button', { name: 'Make section' }).click();
  await expect(section(person, name)).toBeVisible();
}

/** Drags with the mouse to a height within something: 0 is its top, 1 its bottom. Dragging shows Favourites, which moves all else. */
async function drag({ page }: Person, from: Locator, to: Locator, height: number): Promise<void> {
  const start = await box(from);
  await page.mouse.move(start.x + 60, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(start.x + 80, start.y + start.height / 2, { steps: 2 });
  const end = await box(to);
  await page.mouse.move(end.x + 60, end.y + end.height * height, { steps: 8 });
}

async function box(locator: Locator): Promise<{ x: number; y: number; height: number }> {
  const found = await locator.boundingBox();
  if (found === null) throw new Error('nothing to drag (expected: it is visible)');
  return found;
}

async function threeRooms(ada: Person): Promise<[string, string, string]> {
  await ada.signUp();
  const names = [roomName('Anchor'), roomName('Beacon'), roomName('Compass')] as [string, string, string];
  for (const name of names) await ada.createRoom(name);
  return names;
}

test('rooms are dragged into sections and into an order, which one’s other pages see', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  const [anchor, beacon, compass] = await threeRooms(ada);
  const second = ada.on(await ada.context.newPage());
  await second.page.goto('/rooms');
  await makeSection(ada, 'Voyage');
  const address = ada.page.url();

  await test.step('into a section', async () => {
    for (const room of [anchor, beacon]) {
      await drag(ada, rooms(ada, 'Your rooms').filter({ hasText: room }), section(ada, 'Voyage'), 0.5);
      await ada.page.mouse.up();
      for (const page of [ada, second]) await expect(rooms(page, 'Voyage').filter({ hasText: room })).toBeVisible();
    }
    await expect(rooms(second, 'Your rooms')).toHaveText([compass]);
    expect(ada.page.url(), 'what is dragged is not opened').toBe(address);
  });

  await test.step('above another room', async () => {
    await drag(
      ada,
      rooms(ada, 'Voyage').filter({ hasText: beacon }),
      rooms(ada, 'Voyage').filter({ hasText: anchor }),
      0.2,
    );
    await ada.page.mouse.up();
    for (const page of [ada, second]) await expect(rooms(page, 'Voyage')).toHaveText([beacon, anchor]);
  });

  await test.step('from the second page to the first', async () => {
    await drag(
      second,
      rooms(second, 'Your rooms').filter({ hasText: compass }),
      rooms(second, 'Voyage').filter({ hasText: beacon }),
      0.8,
    );
    await second.page.mouse.up();
    for (const page of [ada, second]) await expect(rooms(page, 'Voyage')).toHaveText([beacon, compass, anchor]);
  });

  await test.step('into Favourites, which are only there to be dragged into', async () => {
    await expect(section(ada, 'Favourites')).toHaveCount(0);
    const link = rooms(ada, 'Voyage').filter({ hasText: anchor });
    await drag(ada, link, section(ada, 'Favourites'), 0.5);
    await ada.page.mouse.up();
    for (const page of [ada, second]) await expect(rooms(page, 'Favourites')).toHaveText([anchor]);
  });

  await test.step('nowhere, on Escape', async () => {
    await drag(ada, rooms(ada, 'Voyage').filter({ hasText: beacon }), section(ada, 'Your rooms'), 0.5);
    await ada.page.keyboard.press('Escape');
    await ada.page.mouse.up();
    await expect(rooms(ada, 'Voyage')).toHaveText([beacon, compass]);
  });

  await ada.page.reload();
  await expect(rooms(ada, 'Voyage')).toHaveText([beacon, compass]);
  await expect(rooms(ada, 'Favourites')).toHaveText([anchor]);
});

test('all of it is done with the keyboard too, and said aloud', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  const [anchor, beacon, compass] = await threeRooms(ada);
  const { page } = ada;
  const said = page.getByRole('navigation', { name: 'Rooms' }).getByRole('status');

  await test.step('down in a section', async () => {
    await page.getByRole('button', { name: `Actions for ${anchor}` }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.getByRole('menuitem', { name: 'Move down' }).press('Enter');
    await expect(rooms(ada, 'Your rooms')).toHaveText([beacon, anchor, compass]);
    await expect(said).toHaveText(`${anchor} moved to place 2 of 3 in Your rooms`);
    await expect(page.getByRole('button', { name: `Actions for ${anchor}` })).toBeFocused();
  });

  await test.step('into a new section', async () => {
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Move to section' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Move to section' });
    await dialog.getByRole('button', { name: 'New section' }).press('Enter');
    await page.keyboard.type('Voyage');
    await page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);
    await expect(rooms(ada, 'Voyage')).toHaveText([anchor]);
    await expect(said).toHaveText(`${anchor} moved to Voyage`);
    await expect(rooms(ada, 'Voyage').filter({ hasText: anchor })).toBeFocused();
  });

  await test.step('a section among the others', async () => {
    await section(ada, 'Voyage').getByRole('button', { name: 'Section Voyage' }).press('Enter');
    await page.getByRole('menuitem', { name: 'Move section down' }).press('Enter');
    await expect(page.getByRole('navigation', { name: 'Rooms' }).getByRole('heading')).toHaveText([
      'Your rooms',
      'Voyage',
      'Conversations',
    ]);
  });

  await test.step('collapsed, expanded, renamed and deleted', async () => {
    const heading = section(ada, 'Voyage').getByRole('button', { name: 'Voyage', exact: true });
    await heading.press('Enter');
    await expect(heading).toHaveAttribute('aria-expanded', 'false');
    await expect(rooms(ada, 'Voyage')).toHaveCount(0);
    await heading.press('Enter');
    await choose(ada, 'Voyage', 'Rename');
    await page.getByRole('dialog').getByLabel('Name').fill('Journey');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(rooms(ada, 'Journey')).toHaveText([anchor]);
    await choose(ada, 'Journey', 'Delete');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete section' }).press('Enter');
    await expect(section(ada, 'Journey')).toHaveCount(0);
    await expect(rooms(ada, 'Your rooms')).toHaveText([beacon, anchor, compass]);
  });
});

test('quiet rooms can be hidden, and what is unread is told wherever it is', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  const [anchor, beacon] = await threeRooms(ada);
  await grace.signUp();
  await grace.discoverAndJoin(anchor);
  await ada.page.goto('/discover');
  const icon = () =>
    ada.page
      .locator('link[rel=icon]')
      .getAttribute('href')
      .then((href) => decodeURIComponent(href ?? ''));

  await choose(ada, 'Your rooms', 'Show only unread');
  await expect(rooms(ada, 'Your rooms')).toHaveCount(0);
  await expect(section(ada, 'Your rooms').getByText('3 quiet rooms')).toBeVisible();
  expect(await icon()).toBe('/favicon.svg');

  await grace.say('Land ahead.');
  await expect(rooms(ada, 'Your rooms')).toHaveText([/Anchor.*1 unread/]);
  await expect.poll(icon, 'a dot in the tab').toContain('<circle');
  await grace.say(`@${ada.account.username} look.`);
  await expect(ada.page).toHaveTitle(/^\(2, @1\)/);
  await expect.poll(icon, 'a number in the tab').toContain('>1</text>');

  await section(ada, 'Your rooms').getByRole('button', { name: 'Your rooms', exact: true }).click();
  await expect(rooms(ada, 'Your rooms')).toHaveCount(0);
  await expect(section(ada, 'Your rooms').getByText('1 mention, ')).toBeAttached();
  await section(ada, 'Your rooms').getByRole('button', { name: 'Your rooms', exact: true }).click();

  await rooms(ada, 'Your rooms').filter({ hasText: anchor }).click();
  await ada.expectMessage('Land ahead.');
  await expect(ada.page).toHaveTitle(/^Anchor/);
  await expect.poll(icon).toBe('/favicon.svg');
  await choose(ada, 'Your rooms', 'Show only unread');
  await choose(ada, 'Your rooms', 'Sort by recent activity');
  await expect(rooms(ada, 'Your rooms').first()).toContainText('Anchor');
  await ada.page.goto('/rooms');
  await rooms(ada, 'Your rooms').filter({ hasText: beacon }).click();
  await ada.say('Here too.');
  await expect(rooms(ada, 'Your rooms').first()).toContainText('Beacon');
});

for (const [device, options] of Object.entries(DEVICES)) {
  test(`sections are in order: ${device}`, async ({ someone }) => {
    const ada = await someone('Ada Lovelace', options);
    const { page } = ada;
    const phone = device === 'phone';
    await ada.signUp();
    const room = roomName('Harbour');
    await ada.createRoom(room);

    await test.step('a room goes into a new section by the actions of the room', async () => {
      await page.getByRole('button', { name: 'Room actions' }).click();
      await page.getByRole('menuitem', { name: 'Move to section' }).click();
      const dialog = page.getByRole('dialog', { name: 'Move to section' });
      await dialog.getByRole('button', { name: 'New section' }).click();
      await dialog.getByLabel('Name of the section').fill('Voyage');
      await look(page, `section-move-${device}`);
      await dialog.getByRole('button', { name: 'Make and move' }).click();
      await expect(dialog).toHaveCount(0);
    });

    if (phone) await page.getByRole('link', { name: 'Back to your rooms' }).click();
    await expect(rooms(ada, 'Voyage')).toHaveText([room]);
    await look(page, `sections-${device}`);
    if (!phone) await section(ada, 'Voyage').getByRole('heading').hover();
    await section(ada, 'Voyage').getByRole('button', { name: 'Section Voyage' }).click();
    await look(page, `section-menu-${device}`);
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await look(page, `section-rename-${device}`);
    await page.keyboard.press('Escape');
    await section(ada, 'Voyage').getByRole('button', { name: 'Section Voyage' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await look(page, `section-delete-${device}`);
    await page.keyboard.press('Escape');
    if (!phone) {
      await drag(ada, rooms(ada, 'Voyage'), section(ada, 'Your rooms'), 0.7);
      await look(page, `section-drag-${device}`);
      await page.mouse.up();
    }
  });
}
