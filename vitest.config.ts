import { defineConfig } from 'vitest/config'

// Tests run the TypeScript sources of every package: the 'source' export condition points there.
export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'packages/*/test/**/*.test.ts',
      'examples/**/*.test.ts',
      'scripts/**/*.test.ts',
    ],
    setupFiles: ['scripts/test-setup.ts'],
    // Tests that talk over real sockets may starve once on a loaded machine; twice in a row is a fault.
    retry: process.env.CI ? 1 : 0,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    pool: 'threads',
  },
})
