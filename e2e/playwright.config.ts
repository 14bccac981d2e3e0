import { defineConfig } from '@playwright/test';

/** Two tests at a time, each with browsers and a server of its own to move: one alone leaves a core idle while it waits. */
export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results/runs',
  workers: 2,
  fullyParallel: true,
  timeout: 480_000,
  // A client that has lost its server for a while waits up to 5 s between two attempts; a server starts in about 10.
  expect: { timeout: 30_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: [['list']],
  use: {
    locale: 'en-GB',
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      // Chromium's own sandbox does not start as root, as in containers.
      chromiumSandbox: process.getuid?.() !== 0,
    },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
});
