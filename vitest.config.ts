import { globSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

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

const hasPostgresql =
  Boolean(process.env.TEST_POSTGRESQL_URL) || globSync('/usr/lib/postgresql/{15,16,17,18,19}/bin').length > 0

if (!hasPostgresql) {
  process.stderr.write('No PostgreSQL here: the tests of the hub run on the embedded database only.\n')
}

export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        test: {
          ...options,
          name: 'all',
          env: { TEST_POSTGRESQL_URL: '' },
          include: [
            'packages/*/src/**/*.test.ts',
            'packages/*/test/**/*.test.ts',
            'examples/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
        },
      },
      // The same files once more, on a real PostgreSQL.
      ...(hasPostgresql
        ? [
            {
              ...shared,
              test: {
                ...options,
                name: 'postgresql',
                globalSetup: ['scripts/test-postgresql.ts'],
                include: ['packages/hub/src/**/*.test.ts', 'packages/hub/test/**/*.test.ts'],
              },
            },
          ]
        : []),
    ],
  },
})
