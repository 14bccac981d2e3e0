import type { BrowserContext, WebSocketRoute } from '@playwright/test';

/** As a connection ends that nothing was heard of. */
const SILENT = { code: 4005 };

/**
 * The network of a browser, to be taken away and given back. A browser that is told to be offline refuses requests but lets
 * open sockets live; here they are cut too. Made before the first page opens a socket.
 */
export class Network {
  readonly #sockets = new Set<{ page: WebSocketRoute; server: WebSocketRoute }>();
  #away = false;

  private constructor(private readonly context: BrowserContext) {}

  static async of(context: BrowserContext): Promise<Network> {
    const network = new Network(context);
    await context.routeWebSocket(/\/v1\/ws$/, async (page) => {
      if (network.#away) await page.close(SILENT);
      else network.#sockets.add({ page, server: page.connectToServer() });
    });
    return network;
  }

  async takeAway(): Promise<void> {
    this.#away = true;
    await this.context.setOffline(true);
    for (const { page, server } of this.#sockets) {
      await page.close(SILENT);
      await server.close();
    }
    this.#sockets.clear();
  }

  async giveBack(): Promise<void> {
    this.#away = false;
    await this.context.setOffline(false);
  }

  /** Pages load, but the server answers none of their requests. */
  async withoutServer(work: () => Promise<void>): Promise<void> {
    this.#away = true;
    await this.context.setOffline(false);
    await this.context.route('**/v1/**', (route) => route.abort());
    await work();
    await this.context.unroute('**/v1/**');
  }
}
