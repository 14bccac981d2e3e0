import { expect, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { randomBytes } from 'node:crypto';

export const PASSWORD = 'correct horse battery';

/** Who somebody is to the server. */
export interface Account {
  readonly username: string;
  readonly displayName: string;
}

/** An account with a user name that nobody else has. */
export function newAccount(displayName: string): Account {
  const first = displayName.split(' ')[0] ?? displayName;
  return { username: `${first.toLowerCase()}-${randomBytes(4).toString('hex')}`, displayName };
}

/** A name for a room that no other test uses. */
export function roomName(name: string): string {
  return `${name} ${randomBytes(3).toString('hex')}`;
}

/** Somebody in front of a page. What they do is what a person can do: it goes by what is to be seen and heard. */
export class Person {
  constructor(
    readonly account: Account,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  /** The same person in front of another page. */
  on(page: Page): Person {
    return new Person(this.account, this.context, page);
  }

  /** Makes the account as an app does, and opens the page: a form for each newcomer would take as long as the rest of a test. */
  async signUp(): Promise<void> {
    const { page, context, account } = this;
    const { username, displayName } = account;
    const answer = await context.request.post('/v1/auth/register', {
      data: { email: `${username}@example.org`, username, displayName, password: PASSWORD, session: 'COOKIE' },
    });
    expect(answer.status()).toBe(200);
    await page.goto('/rooms');
  }

  async signUpByForm(): Promise<void> {
    const { page, account } = this;
    await page.goto('/signup');
    await page.getByLabel('E-mail').fill(`${account.username}@example.org`);
    await page.getByLabel('User name').fill(account.username);
    await page.getByLabel('Display name').fill(account.displayName);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.waitForURL('**/rooms');
  }

  /** Fills in the form of the page that is open. */
  async logIn(): Promise<void> {
    const { page, account } = this;
    await page.getByLabel('User name or e-mail').fill(account.username);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Log in' }).click();
  }

  async createRoom(name: string, { topic = '', visibility = 'Public' }: RoomWishes = {}): Promise<void> {
    const { page } = this;
    await page.getByRole('button', { name: 'Create a room' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Create a room' });
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByLabel('Topic').fill(topic);
    await dialog.getByRole('radio', { name: visibility }).click();
    await dialog.getByRole('button', { name: 'Create room' }).click();
    await expect(this.#header(name)).toBeVisible();
  }

  /** Finds a public room by a part of its name, and joins it. */
  async discoverAndJoin(name: string): Promise<void> {
    const { page } = this;
    await page.getByRole('link', { name: 'Browse rooms' }).first().click();
    await page.getByLabel('Search public rooms').fill(name);
    await page.getByRole('button', { name: `Join ${name}` }).click();
    await expect(this.#header(name)).toBeVisible();
  }

  /** Id of the room that is open. */
  get roomId(): string {
    const [, id] = /\/rooms\/([^/]+)/u.exec(this.page.url()) ?? [];
    if (id === undefined) throw new Error(`no room is open: ${this.page.url()}`);
    return id;
  }

  /** Where messages are written. */
  get composer(): Locator {
    return this.page.getByRole('textbox', { name: /^Message / });
  }

  async say(text: string): Promise<void> {
    await this.composer.fill(text);
    // On a touch screen, Enter begins a new line.
    const touch = await this.page.evaluate(() => matchMedia('(pointer: coarse)').matches);
    if (touch) await this.page.getByRole('button', { name: 'Send', exact: true }).tap();
    else await this.composer.press('Enter');
  }

  /** The messages in view, oldest first, or those with a text. */
  messages(text?: string): Locator {
    const articles = this.page.getByRole('log').getByRole('article');
    return text === undefined ? articles : articles.filter({ hasText: text });
  }

  /** What those messages say, without what stands beside it. */
  texts(): Promise<string[]> {
    return this.messages().locator('[dir=auto]').allInnerTexts();
  }

  /** Messages that are not known to have arrived. */
  get unsent(): Locator {
    return this.page.locator('article[data-state=sending], article[data-state=failed]');
  }

  /** Waits until a message is there, once, and known to have arrived. */
  async expectMessage(text: string): Promise<void> {
    await expect(this.messages(text)).toHaveCount(1);
    await expect(this.messages(text)).toHaveAttribute('data-state', 'shown');
  }

  #header(room: string): Locator {
    return this.page.getByRole('main').getByRole('heading', { level: 1, name: room });
  }
}

interface RoomWishes {
  readonly topic?: string;
  readonly visibility?: 'Public' | 'Private';
}
