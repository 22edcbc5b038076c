import { defineConfig } from 'vitest/config'
import { findChromium } from './scripts/find-chromium.ts'

// Tests run the TypeScript sources of every package: the 'source' export condition points there.
const shared = {
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
}

const options = {
  setupFiles: ['scripts/test-setup.ts'],
  // Tests that talk over real sockets may starve once on a loaded machine; twice in a row is a fault.
  retry: process.env.CI ? 1 : 0,
  testTimeout: 30_000,
  hookTimeout: 30_000,
  pool: 'threads' as const,
}

const hasChromium = findChromium() !== undefined

if (!hasChromium) {
  process.stderr.write('No Chromium here: the tests of the console in a browser are left out.\n')
}

export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        test: {
          ...options,
          name: 'all',
          globalSetup: ['scripts/test-database.ts'],
          include: [
            'packages/*/src/**/*.test.ts',
            'packages/*/test/**/*.test.ts',
            'examples/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
          exclude: ['packages/console/test/**'],
        },
      },
      // The console in a real browser, before the program as people start it.
      ...(hasChromium
        ? [
            {
              ...shared,
              test: {
                ...options,
                name: 'console',
                globalSetup: ['packages/console/test/support/build-console.ts'],
                testTimeout: 120_000,
                hookTimeout: 120_000,
                // After the others: each of these tests needs a program, a browser and the machine.
                sequence: { groupOrder: 1 },
                maxWorkers: 2,
                include: ['packages/console/test/**/*.test.ts'],
              },
            },
          ]
        : []),
    ],
  },
})
