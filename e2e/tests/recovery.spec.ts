import { expect, test } from '../support/fixtures.ts';
import { Api } from '../support/api.ts';
import { roomName, type Person } from '../support/person.ts';
import { collectAcks } from '../support/wire.ts';

// The list draws only what is in view; in a window this high, that is everything.
test.use({ viewport: { width: 1280, height: 9000 } });

/** Says `<name> 1`, `<name> 2`, ... until it is told to stop, and answers how many that were. */
function startTalking(person: Person, name: string): { said: () => number; stop: () => Promise<number> } {
  let said = 0;
  const end = new AbortController();
  const talking = (async () => {
    while (!end.signal.aborted) await person.say(`${name} ${++said}`);
    return said;
  })();
  return {
    said: () => said,
    stop: () => {
      end.abort();
      return talking;
    },
  };
}

function numbered(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${name} ${index + 1}`);
}

async function roomIdOf(person: Person): Promise<string> {
  await person.page.waitForURL('**/rooms/*');
  return new URL(person.page.url()).pathname.split('/').at(-1) ?? '';
}

test('a killed server loses nothing that it acknowledged and repeats nothing that was said', async ({
  someone,
  server,
  complaints,
}) => {
  complaints.expectRefusals();
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  const acks = [ada, grace].map(({ page }) => collectAcks(page));
  const acked = () => acks.flat();
  await ada.signUp();
  await grace.signUp();
  const room = roomName('Storm');
  await ada.createRoom(room);
  await grace.discoverAndJoin(room);
  const roomId = await roomIdOf(ada);

  const adaTalks = startTalking(ada, 'ada');
  const graceTalks = startTalking(grace, 'grace');
  await expect.poll(() => Math.min(...acks.map((each) => each.length)), { intervals: [20] }).toBeGreaterThan(10);
  await server.kill();
  const promised = acked().length;
  const whenKilled = { ada: adaTalks.said(), grace: graceTalks.said() };

  // They go on typing to a server that is not there.
  await expect.poll(() => adaTalks.said() - whenKilled.ada, { intervals: [20] }).toBeGreaterThan(5);
  await expect.poll(() => graceTalks.said() - whenKilled.grace, { intervals: [20] }).toBeGreaterThan(5);
  const said = [...numbered('ada', await adaTalks.stop()), ...numbered('grace', await graceTalks.stop())];
  await expect(ada.unsent).not.toHaveCount(0);
  await expect(ada.page.getByText('Connection lost').first()).toBeVisible();

  await server.start();

  await test.step('the pages recover by themselves', async () => {
    for (const { unsent, page } of [ada, grace]) {
      await expect(unsent).toHaveCount(0, { timeout: 60_000 });
      await expect(page.getByText('Connection lost')).toHaveCount(0);
    }
  });

  const kept = await (await Api.logIn(server.url, ada.account)).messages(roomId);

  await test.step('everything that was said is there once', () => {
    expect(kept.map(({ text }) => text).sort()).toEqual([...said].sort());
  });

  await test.step('everything acknowledged is what was acknowledged', () => {
    expect(promised).toBeGreaterThan(20);
    expect(acked().length).toBeGreaterThan(promised);
    const byId = new Map(kept.map((message) => [message.id, message]));
    for (const ack of acked()) {
      expect(byId.get(ack.messageId)).toMatchObject({ seq: ack.seq, clientId: ack.clientId });
    }
  });

  await test.step('each said it in this order', () => {
    for (const { account } of [ada, grace]) {
      const own = kept.filter(({ sender }) => sender.username === account.username).map(({ text }) => text);
      expect(own).toEqual(said.filter((text) => own.includes(text)));
    }
  });

  await test.step('both pages show exactly that, also after a reload', async () => {
    const texts = kept.map(({ text }) => text);
    for (const person of [ada, grace]) {
      await expect.poll(() => person.texts()).toEqual(texts);
      await person.page.reload();
      await expect.poll(() => person.texts()).toEqual(texts);
    }
  });

  await test.step('and the conversation goes on', async () => {
    await ada.say('That was rough.');
    await grace.expectMessage('That was rough.');
    await grace.say('Was it?');
    await ada.expectMessage('Was it?');
  });
});

test('what was typed in a tab that was closed while the server was down goes out from the next', async ({
  someone,
  server,
  complaints,
}) => {
  complaints.expectRefusals();
  const ada = await someone('Ada Lovelace');
  await ada.signUp();
  await ada.createRoom(roomName('Quiet'));
  const roomId = await roomIdOf(ada);
  await ada.say('before');
  await ada.expectMessage('before');

  await server.kill();
  await ada.say('while it was down');
  await expect(ada.unsent).toHaveCount(1);
  const address = ada.page.url();
  await ada.page.close();
  await server.start();

  const page = await ada.context.newPage();
  await page.goto(address);
  const log = page.getByRole('log');
  await expect(log.getByRole('article').filter({ hasText: 'while it was down' })).toHaveAttribute(
    'data-state',
    'shown',
  );
  const kept = await (await Api.logIn(server.url, ada.account)).messages(roomId);
  expect(kept.map(({ text }) => text)).toEqual(['before', 'while it was down']);
});

test('a server that is stopped in good order ends with success, and clients come back', async ({
  someone,
  server,
  complaints,
}) => {
  complaints.expectRefusals();
  const ada = await someone('Ada Lovelace');
  await ada.signUp();
  await ada.createRoom(roomName('Upgrade'));
  await ada.say('before the upgrade');
  await ada.expectMessage('before the upgrade');

  const begun = Date.now();
  expect(await server.stop()).toBe(0);
  expect(Date.now() - begun).toBeLessThan(10_000);
  await ada.say('during the upgrade');
  await server.start();

  await ada.expectMessage('during the upgrade');
  await expect(ada.messages()).toHaveCount(2);
});
