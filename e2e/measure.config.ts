import { defineConfig } from '@playwright/test';
import tests from './playwright.config.ts';

/** What the web client takes of a machine: measured by `bench/run client`, never part of the tests. */
export default defineConfig({
  ...tests,
  testDir: 'measure',
  outputDir: 'test-results/measured',
  timeout: 1_200_000,
});
