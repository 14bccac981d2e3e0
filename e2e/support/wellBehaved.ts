import { expect, type BrowserContext, type Page } from '@playwright/test';

/** What a browser logs when a server is gone or refuses: no fault of the page, where a test makes it happen. */
const NETWORK = /Failed to load resource|WebSocket connection to '\S+' failed|net::ERR_/;
/** Somebody without a session asks whether they have one, and the browser logs the answer. */
const NO_SESSION = /\/v1\/auth\/refresh$/;

/** Watches the pages of a context for what must never happen: script errors, logged errors, breaches of the content policy. */
export class Complaints {
  readonly #found: string[] = [];
  #refusalsExpected = false;

  watch(context: BrowserContext): void {
    for (const page of context.pages()) this.#watchPage(page);
    context.on('page', (page) => this.#watchPage(page));
    context.on('weberror', (error) => this.#found.push(`script error: ${error.error().message}`));
  }

  /** From here on, this test makes requests fail. */
  expectRefusals(): void {
    this.#refusalsExpected = true;
  }

  expectNone(): void {
    expect(this.#found, 'the pages behaved').toEqual([]);
  }

  #watchPage(page: Page): void {
    page.on('console', (message) => {
      if (message.type() !== 'error') return;
      const url = message.location().url;
      if (NETWORK.test(message.text()) && (this.#refusalsExpected || NO_SESSION.test(url))) return;
      this.#found.push(`${page.url()}: ${message.text()} (${url})`);
    });
  }
}
