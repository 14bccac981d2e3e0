import type { Page } from '@playwright/test';

/** The scripts that a page was sent, as from an empty cache, from `of` on. */
export class Scripts {
  /** Addresses of those that have begun to come. */
  readonly files: string[] = [];
  /** Bytes of those that have come, as they were sent, with their headers. */
  bytes = 0;

  static async of(page: Page): Promise<Scripts> {
    const scripts = new Scripts();
    const requests = new Set<string>();
    const network = await page.context().newCDPSession(page);
    await network.send('Network.enable');
    await network.send('Network.setCacheDisabled', { cacheDisabled: true });
    network.on('Network.responseReceived', ({ requestId, type, response }) => {
      if (type !== 'Script') return;
      requests.add(requestId);
      scripts.files.push(response.url);
    });
    network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (requests.has(requestId)) scripts.bytes += encodedDataLength;
    });
    return scripts;
  }
}
