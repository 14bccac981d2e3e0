import { expect, test } from '../support/fixtures.ts';
import { newAccount, PASSWORD, type Person } from '../support/person.ts';
import { DEVICES, look } from '../support/looks.ts';

const NAMES = [
  'Alan',
  'Barbara',
  'Claude',
  'Dorothy',
  'Edsger',
  'Frances',
  'Gordon',
  'Hedy',
  'Ida',
  'Jean',
  'Kurt',
  'Leslie',
];

async function post(url: string, token: string, body: unknown): Promise<Record<string, unknown>> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { ...(token === '' ? {} : { authorization: `Bearer ${token}` }), 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Record<string, unknown>;
}

/** Somebody in a room of many, of which the client reads pages of five. */
async function crowd(url: string, ada: Person): Promise<void> {
  const { page } = ada;
  const ids: string[] = [];
  for (const name of NAMES) {
    const { username } = newAccount(name);
    const account = { email: `${username}@example.org`, username, displayName: `${name} Crowd`, password: PASSWORD };
    const { user } = (await post(`${url}/v1/auth/register`, '', account)) as { user: { id: string } };
    ids.push(user.id);
  }
  await ada.signUp();
  const { accessToken } = (await post(`${url}/v1/auth/login`, '', {
    login: ada.account.username,
    password: PASSWORD,
    session: 'TOKEN',
  })) as { accessToken: string };
  const room = await post(`${url}/v1/rooms`, accessToken, { name: `Crowd ${ids[0]}`, memberIds: ids });
  await fetch(`${url}/v1/rooms/${String(room['id'])}/members/${String(ids.at(-1))}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ role: 'MODERATOR' }),
  });
  await page.route('**/members?*', (route) =>
    route.continue({ url: route.request().url().replace('pageSize=100', 'pageSize=5') }),
  );
  await page.goto(`/rooms/${String(room['id'])}`);
  await page.getByRole('button', { name: '13 members' }).click();
}

test('members are listed by their roles, page by page, and found by parts of their names', async ({
  someone,
  server,
}) => {
  const ada = await someone('Ada Lovelace');
  await crowd(server.url, ada);
  const panel = ada.page.getByRole('complementary');

  await expect(panel.getByRole('heading', { level: 3 })).toHaveText(['Owners 1', 'Moderators 1', 'Members 11']);
  await expect(panel.getByRole('listitem').nth(1)).toContainText('Ada Lovelace');
  await expect(panel.getByRole('listitem').nth(3)).toContainText('Leslie Crowd');
  const more = panel.getByRole('button', { name: 'Show more' });
  await more.click();
  await expect(panel.getByText('Hedy Crowd')).toBeVisible();
  await more.click();
  await expect(panel.getByText('Kurt Crowd')).toBeVisible();
  await expect(more).toHaveCount(0);

  const search = panel.getByLabel('Search members');
  await search.fill('CROWD');
  await expect(panel.getByRole('heading', { level: 3 })).toHaveText(['Moderators 1', 'Members 11']);
  await search.fill('OR');
  await expect(panel.getByRole('status')).toHaveText('2 members found');
  await expect(panel.getByText('Dorothy Crowd')).toBeVisible();
  await expect(panel.getByText('Gordon Crowd')).toBeVisible();
  await search.fill('nobody');
  await expect(panel.getByText('Nobody called “nobody” in this room.')).toBeVisible();
});

for (const [device, options] of Object.entries(DEVICES)) {
  test(`the list of members is in order: ${device}`, async ({ someone, server }) => {
    const ada = await someone('Ada Lovelace', options);
    await crowd(server.url, ada);
    const panel = ada.page.getByRole('complementary');
    await expect(panel.getByText('Members 11')).toBeVisible();
    await expect(panel.getByRole('img', { name: 'Online' })).toHaveCount(1);
    await look(ada.page, `members-${device}`);
    await panel.getByLabel('Search members').fill('nobody');
    await expect(panel.getByText('Nobody called')).toBeVisible();
    await look(ada.page, `members-nobody-${device}`);
  });
}
