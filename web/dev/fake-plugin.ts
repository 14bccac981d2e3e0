import type { Server } from 'node:http';
import type { Plugin } from 'vite';
import { FakeServer } from './fake-server.ts';

/** Mounts the fake server into `vite --mode fake` and `vite preview --mode fake`. */
export function fakeServer(): Plugin {
  const fake = new FakeServer({ busyMessages: Number(process.env.FAKE_MESSAGES ?? 5_000) });
  const listen = (server: Pick<Server, 'on'> | null) =>
    server?.on('upgrade', (request, socket, head) => fake.upgrade(request, socket, head));
  return {
    name: 'parley-fake-server',
    configureServer(server) {
      server.middlewares.use((request, response, next) => fake.handle(request, response, next));
      listen(server.httpServer as Server | null);
    },
    configurePreviewServer(server) {
      server.middlewares.use((request, response, next) => fake.handle(request, response, next));
      listen(server.httpServer as Server);
    },
  };
}
