import { defineConfig } from 'vitest/config';

/** What is meant to be long says so itself; this is for machines that are busy. */
const minutes = (count: number) => ({ testTimeout: count * 60_000, hookTimeout: count * 60_000 });

export default defineConfig({
  test: {
    // Modules are loaded, and compiled by V8, once for a worker: half of the time that files of their own take.
    isolate: false,
    globals: true,
    // Vitest leaves one core to whoever watches.
    maxWorkers: '100%',
    restoreMocks: true,
    coverage: { include: ['src/**/*.ts'], reporter: ['text-summary', 'lcov'] },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/{e2e,package,types}/**'],
          globalSetup: 'test/temporary-folder.ts',
          ...minutes(1),
        },
      },
      {
        extends: true,
        test: {
          name: 'package',
          include: ['test/{package,types}/**/*.test.ts'],
          globalSetup: 'test/package/global-setup.ts',
          ...minutes(10),
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: 'test/e2e/global-setup.ts',
          fileParallelism: false,
          ...minutes(5),
        },
      },
    ],
  },
});
