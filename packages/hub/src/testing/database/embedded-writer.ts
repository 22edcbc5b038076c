// A program of its own for tests: writes to an embedded database and tells each key once it is acknowledged.
import { openEmbeddedDatabase } from '../../database/connecting/open-embedded.ts'

const [directory = '', prefix = '', settings = '{}'] = process.argv.slice(2)
const { db } = await openEmbeddedDatabase({ directory, settings: JSON.parse(settings) })
for (let i = 0; ; i++) {
  const key = `${prefix}-${i}`
  await db.insertInto('installation').values({ key, value: '1' }).execute()
  process.send?.(key)
}
