import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type EmbeddedDirectory, makeEmbeddedDirectory } from '../../testing/database/embedded-directory.ts'

// `ulimit` is the shell's, on every Unix.
describe.runIf(process.platform !== 'win32')(
  'the embedded database with few file descriptors',
  { timeout: 120_000 },
  () => {
    let directory: EmbeddedDirectory
    beforeAll(async () => {
      directory = await makeEmbeddedDirectory()
      await using database = await directory.open()
      await database.db.insertInto('installation').values({ key: 'kept', value: '1' }).execute()
    })
    afterAll(() => directory[Symbol.asyncDispose]())

    // With fewer Node itself does not start. The first is too few for this program, the others for the server.
    it.each([24, 40, 60])('says so at the start, with %i of them, and opens whole with more', async (limit) => {
      const [told] = await openWith(limit)

      expect(told).toMatchObject({
        what: 'refused',
        code: 'DATABASE_TOO_FEW_DESCRIPTORS',
        suggestion: expect.stringContaining('ulimit -n'),
      })
      expect(JSON.stringify(told)).not.toMatch(/move|damage|restore/i)
      await using database = await directory.open()
      const rows = await database.db.selectFrom('installation').select('key').where('key', '=', 'kept').execute()
      expect(rows).toHaveLength(1)
    })

    it('says so while it runs, and comes back by itself', async () => {
      const told = await openWith(100, 'exhaust')

      expect(told.map(({ what }) => what)).toEqual([
        'opened',
        'There are too few file descriptors for the database.',
        'back',
      ])
    })

    async function openWith(limit: number, mode = ''): Promise<{ readonly what: string }[]> {
      const program = fileURLToPath(new URL('../../testing/database/embedded-opener.ts', import.meta.url))
      const node = [process.execPath, '--conditions=source', '--disable-warning=ExperimentalWarning']
      const line = `ulimit -n ${limit}; exec "$@"`
      const { stdout } = await promisify(execFile)('sh', ['-c', line, 'sh', ...node, program, directory.path, mode])
      return stdout
        .trim()
        .split('\n')
        .map((text) => JSON.parse(text))
    }
  },
)
