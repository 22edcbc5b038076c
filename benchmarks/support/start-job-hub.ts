// A hub on the PostgreSQL database that is named, in a process of its own. Prints where it listens.
import { openPostgresqlDatabase } from '@coupa-connector/hub'
import { testConnectionType } from '../../packages/hub/src/testing/job-world.ts'
import { startTestHub } from '../../packages/hub/src/testing/test-hub.ts'

const [url = ''] = process.argv.slice(2)
const { hub } = await startTestHub({
  database: await openPostgresqlDatabase({ url }),
  connectionType: testConnectionType,
  rateLimits: 'off',
  housekeeping: {},
})
const listening = await hub.listen({ host: '127.0.0.1', port: 0 })
process.stdout.write(`${listening.url}\n`)
