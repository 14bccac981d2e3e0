import { test as plain, type Browser, type BrowserContextOptions } from '@playwright/test';
import { newAccount, Person, type Account } from './person.ts';
import { ParleyServer } from './server.ts';
import { Complaints } from './wellBehaved.ts';

interface TestFixtures {
  /** What went wrong in the pages; looked at when the test ends. */
  complaints: Complaints;
  /** A newcomer in a browser of their own, who has not signed up yet. */
  someone: (displayName: string, options?: BrowserContextOptions) => Promise<Person>;
}

interface WorkerFixtures {
  /** What the server is set to, besides what it is for all tests: `name=value`. */
  settings: string[];
  /** A server that the tests of a worker share. */
  server: ParleyServer;
}

export const test = plain.extend<TestFixtures, WorkerFixtures>({
  settings: [[], { scope: 'worker', option: true }],

  server: [
    async ({ settings }, use) => {
      const server = await ParleyServer.start(settings);
      await use(server);
      await server.discard();
    },
    { scope: 'worker', timeout: 240_000 },
  ],

  baseURL: async ({ server }, use) => use(server.url),

  complaints: [
    async ({ context }, use) => {
      const complaints = new Complaints();
      complaints.watch(context);
      await use(complaints);
      complaints.expectNone();
    },
    { auto: true },
  ],

  someone: async ({ browser, server, complaints, contextOptions }, use) => {
    const opened: Person[] = [];
    await use(async (displayName, options = {}) => {
      const person = await openFor(newAccount(displayName), browser, {
        ...contextOptions,
        ...options,
        baseURL: server.url,
      });
      complaints.watch(person.context);
      opened.push(person);
      return person;
    });
    for (const person of opened) await person.context.close();
  },
});

export { expect } from '@playwright/test';

async function openFor(account: Account, browser: Browser, options: BrowserContextOptions): Promise<Person> {
  const context = await browser.newContext(options);
  return new Person(account, context, await context.newPage());
}
