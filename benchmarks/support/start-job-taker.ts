// A node that takes jobs from a hub and hands each in at once, in a process of its own: what hub and queue do, without Coupa.
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from '@coupa-connector/protocol'

const [hubUrl = '', credential = ''] = process.argv.slice(2)
const client = createClient({ hubUrl, credential: () => credential })
const boot = randomUUID()
const tellThatItLives = () =>
  client.call('node.beat', {
    body: {
      boot,
      status: 'online',
      version: '1.2.3',
      connectorVersion: '1.2.3',
      nowMs: Date.now(),
      capacity: 100,
      held: [],
      organizations: [],
    },
  })
await tellThatItLives()
setInterval(() => void tellThatItLives(), 5000)

for (;;) {
  try {
    const { body } = await client.call('node.poll', { body: { boot, capacity: 100 } })
    if (body.jobs.length === 0) continue
    const completions = body.jobs.map(({ job, attempt }) => ({
      job,
      attempt,
      outcome: 'OK',
      result: { outcome: 'OK', message: 'Done.', records: [], durationMs: 1 },
    }))
    await client.call('node.complete', { body: { completions } })
  } catch (error) {
    process.stderr.write(`${String(error)}\n`)
    await sleep(200)
  }
}
