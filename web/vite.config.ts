import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** Beside each text the same packed by Brotli, as small as it gets, which the gateway sends to browsers that take it. */
const packed: Plugin = {
  name: 'packed',
  // What is written is final: before that, others still put something in the place of their marks.
  async writeBundle({ dir = '' }, bundle) {
    const texts = Object.keys(bundle).filter((fileName) => /\.(?:js|css|svg)$/.test(fileName));
    await Promise.all(
      texts.map(async (fileName) => {
        const file = join(dir, fileName);
        await writeFile(`${file}.br`, brotliCompressSync(await readFile(file)));
      }),
    );
  },
};

/** What the gateway sends with the page; `preview` sends it too, so that a violation shows before the gateway sees it. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self' ws: wss:",
  "frame-ancestors 'none'",
].join('; ');

const proxy = { '/v1': { target: process.env.PARLEY_SERVER ?? 'http://localhost:8080', ws: true } };

function source(path: string): string {
  return fileURLToPath(new URL(`./src/${path}`, import.meta.url));
}

const SHARED = /node_modules|src\/(ui|rpc|gen|features)\//;

interface Modules {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/** What is drawn from the start of a room: its modules and all that they import. */
const drawnFirst = new Set<string>();

function isDrawnFirst(id: string, modules: Modules): boolean {
  const left = drawnFirst.size === 0 ? ['main.tsx', 'app/workspace.ts'].map(source) : [];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (drawnFirst.has(next)) continue;
    drawnFirst.add(next);
    left.push(...(modules.getModuleInfo(next)?.importedIds ?? []));
  }
  return drawnFirst.has(id);
}

export default defineConfig({
  plugins: [react(), tailwindcss(), packed],
  resolve: {
    alias: [
      { find: '@', replacement: source('.') },
      { find: /^entities$/, replacement: source('features/markdown/entities.ts') },
    ],
  },
  build: {
    // A font or image as a data: address would need a hole in the policy.
    assetsInlineLimit: 0,
    target: 'es2023',
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // Changes rarely, so it stays cached over most releases.
            { name: 'vendor', test: /node_modules\/(react|react-dom|scheduler|react-router|@tanstack)\//, priority: 3 },
            // What many parts need is one file, not a hundred of a few lines each; and what a room does not draw
            // before something opens is another.
            {
              debugName: 'shared',
              name: (id, modules) => (isDrawnFirst(id, modules) ? 'shared' : null),
              test: SHARED,
              minShareCount: 2,
              priority: 2,
            },
            { name: 'later', test: SHARED, minShareCount: 2, priority: 1 },
          ],
        },
      },
    },
  },
  server: { proxy },
  preview: { proxy, headers: { 'Content-Security-Policy': contentSecurityPolicy } },
  test: {
    environment: 'jsdom',
    setupFiles: ['dev/test-setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    // As it is built: with what stands in for its table of characters.
    server: { deps: { inline: ['markdown-it'] } },
  },
});
