import { defineConfig } from '@playwright/test';

/**
 * One test at a time: two share the same two cores, need twice the CPU for waiting for each other, and end no sooner. No traces, which
 * cost a fifth of the time: whoever wants one says `--trace on`.
 */
export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results/runs',
  workers: 1,
  timeout: 480_000,
  // A client that has lost its server for a while waits up to 5 s between two attempts; a server starts in about 10.
  expect: { timeout: 30_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: [['list']],
  use: {
    locale: 'en-GB',
    viewport: { width: 1280, height: 800 },
    // What cannot be clicked or opened fails here, and not when the whole test has taken too long.
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      // Chromium's own sandbox does not start as root, as in containers.
      chromiumSandbox: process.getuid?.() !== 0,
    },
    screenshot: 'only-on-failure',
  },
});
