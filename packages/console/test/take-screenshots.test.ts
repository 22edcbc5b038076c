import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../..', import.meta.url))

test('the pictures of the documentation can be taken without anything that a test run prepares', async () => {
  const { TEST_POSTGRESQL_URL: _server, TEST_DATABASE_PREFIX: _prefix, ...environment } = process.env

  // Of a name that no picture has, so that the files of the documentation stay as they are.
  const taken = promisify(execFile)(process.execPath, ['scripts/take-screenshots.ts', 'no-such-picture'], {
    cwd: root,
    env: environment,
  })

  await expect(taken).resolves.toMatchObject({ stdout: '' })
})
