// A program of its own for tests: opens an embedded database under the limits it was started with, and tells what happened.
import { DatabaseError } from '../database/database-error.ts'
import { openEmbeddedDatabase } from '../database/open-embedded.ts'

const [directory = ''] = process.argv.slice(2)
try {
  const database = await openEmbeddedDatabase({ directory })
  await database.checkWrites()
  await database.close()
  process.stdout.write('opened')
} catch (error) {
  const { code, message } = error as Error & { readonly code?: string }
  const suggestion = error instanceof DatabaseError ? error.suggestion : undefined
  process.stdout.write(JSON.stringify({ code, message, suggestion }))
}
