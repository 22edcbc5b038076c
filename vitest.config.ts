import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { findKubectl } from './scripts/deploy/find-kubectl.ts'
import { findChromium } from './scripts/find-chromium.ts'
import { canRunImages } from './scripts/image/can-run-images.ts'
import { ProgramsFirst } from './scripts/programs-first.ts'

// Programs that tests start keep what Node has compiled of them: from sources, that is half of the time until they begin.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules/.cache/compiled')

// Tests run the TypeScript sources of every package: the 'source' export condition points there.
const shared = {
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
}

const options = {
  setupFiles: ['scripts/test-setup.ts'],
  // Only what hangs reaches these: programs start in seconds even on a machine that is busy with other things.
  testTimeout: 120_000,
  hookTimeout: 120_000,
  // Tests over real sockets and processes may starve once on a loaded machine; twice in a row is a fault.
  retry: process.env.CI ? 1 : 0,
  pool: 'threads' as const,
  // No test changes a module or the process, so that a worker loads the sources once and not again for every file: that
  // is half of the time of short files.
  isolate: false,
  // These have sources of their own under the condition 'source', which Node does not run below node_modules.
  server: { deps: { inline: [/@modelcontextprotocol\/client/, /eventsource/] } },
}

const hasChromium = findChromium() !== undefined

if (!hasChromium) {
  // The last line, below the result, so that nobody takes the rest for all.
  process.once('exit', () =>
    process.stderr.write(
      'Left out, because there is no Chromium: the console and the documentation in a browser. ' +
        'Install the package chromium, or name one in CHROMIUM.\n',
    ),
  )
}

if (!existsSync('/usr/sbin/sshd')) {
  process.once('exit', () =>
    process.stderr.write(
      'Left out, because there is no OpenSSH server: the SFTP destination. Install the package openssh-server.\n',
    ),
  )
}

if (!canRunImages()) {
  process.once('exit', () =>
    process.stderr.write(
      'Left out, because only root may do it, and with buildah, dpkg-deb and strip: the container image, built and run.\n',
    ),
  )
}

if (findKubectl() === undefined) {
  process.once('exit', () =>
    process.stderr.write('Left out, because there is no kubectl: the manifests as kustomize builds them.\n'),
  )
}

if (!existsSync('/usr/bin/systemd-analyze')) {
  process.once('exit', () =>
    process.stderr.write('Left out, because there is no systemd: the units, as systemd judges them.\n'),
  )
}

if (process.getuid?.() !== 0) {
  process.once('exit', () =>
    process.stderr.write(
      'Left out, because only root may mount disks: full disks, and power cuts of the embedded database.\n',
    ),
  )
}

export default defineConfig({
  test: {
    sequence: { sequencer: ProgramsFirst },
    // More than there are processors: a file that waits for a program, a socket or the database leaves its processor to
    // others.
    maxWorkers: availableParallelism() + 2,
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
          exclude: ['packages/console/test/**', 'packages/site/test/browser/**'],
        },
      },
      // The console in a real browser, before the program as people start it; and the documentation.
      ...(hasChromium
        ? [
            {
              ...shared,
              test: {
                ...options,
                name: 'console',
                globalSetup: ['packages/console/test/support/build-console.ts'],
                include: ['packages/console/test/**/*.test.ts', 'packages/site/test/browser/**/*.test.ts'],
              },
            },
          ]
        : []),
    ],
  },
})
