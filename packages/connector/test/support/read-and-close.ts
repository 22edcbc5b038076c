import { collect, startWorld } from './start-world.ts'

// A program of its own: it ends by itself, which it would not if anything were left open.
const { connection, sandbox } = await startWorld({ sandbox: { records: 200 } })
for await (const _ of connection.resource('invoices').query()) break
await collect(connection.resource('suppliers').query({ reading: { concurrency: 6 } }))
await connection.test({ probes: ['invoices'] }).report
await connection.close()
await sandbox.close()
process.stdout.write('closed\n')
