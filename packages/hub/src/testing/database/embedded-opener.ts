// A program of its own for tests: opens an embedded database under the limits it was started with, and writes what came of
// it, as JSON lines. With `exhaust` it then takes all file descriptors that are left, tries again, and gives them back.
import { closeSync, openSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { openEmbeddedDatabase } from '../../database/connecting/open-embedded.ts'
import { explainUnavailable, isLackOfDescriptors } from '../../database/failures/explain-unavailable.ts'
import type { HubDatabase } from '../../database/hub-database.ts'

const [directory = '', mode] = process.argv.slice(2)

function tell(what: string, error?: unknown): void {
  const { code, message, suggestion } = (error ?? {}) as Record<string, unknown>
  process.stdout.write(`${JSON.stringify({ what, code, message, suggestion })}\n`)
}

async function exhaust(database: HubDatabase): Promise<void> {
  // A connection that is open already needs no descriptor.
  await sql`select pg_terminate_backend(pg_backend_pid())`.execute(database.vital).catch(() => {})
  const taken: number[] = []
  for (let tries = 0; tries < 100; tries++) {
    takeAll(taken)
    const failure: unknown = await database.ping().catch((error) => error)
    // The first ones only find the connection broken, which frees its descriptor.
    if (!isLackOfDescriptors(failure)) continue
    tell(explainUnavailable(failure), failure)
    break
  }
  for (const descriptor of taken) closeSync(descriptor)
  for (let tries = 0; tries < 100; tries++) {
    const isBack = await database.ping().then(
      () => true,
      () => false,
    )
    if (isBack) return tell('back')
    await pause(100)
  }
}

function takeAll(taken: number[]): void {
  try {
    for (;;) taken.push(openSync('/dev/null', 'r'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EMFILE') throw error
  }
}

try {
  await using database = await openEmbeddedDatabase({ directory })
  await database.checkWrites()
  tell('opened')
  if (mode === 'exhaust') await exhaust(database)
} catch (error) {
  tell('refused', error)
}
