// How many records a process marks a second when Coupa allows 25 requests a second, against what the protocol allows: a page of
// 50 records takes one read, 50 marks and one look, each of them a request. Once with an organization that answers at once, and
// once with one that takes its time. The sandbox answers 429 to whoever asks more.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConnection } from '@coupa-connector/connector'
import { type DestinationType, destinationType } from '@coupa-connector/endpoints'
import { createDefinition, createMapper, parseDefinition } from '@coupa-connector/process'
import { openStateFolder, runProcess } from '@coupa-connector/runner'
import { startSandbox } from '@coupa-connector/sandbox'
import { type Measurement, report, round } from './support/measurement.ts'

/** Five batches; about 100 s, beside which the requests that the limit lets through at once weigh little. */
const records = 2500
const perSecond = 25
const pageSize = 50
const requestsPerPage = 1 + pageSize + 1

const clock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  sleep: (durationMs: number) => new Promise<void>((resolve) => setTimeout(resolve, durationMs)),
}
const made = createDefinition({ template: 'E01', destination: 'files' })
const source = { ...made.source, watchChanges: false }
const definition = parseDefinition({ ...made, source, limits: { share: 1 } })
const type = destinationType('files')
if (type === undefined) throw new TypeError('there is no destination for files')

const measurements: Measurement[] = []
measurements.push(...(await measure(type, { latencyMs: 50, reach: 0.95 })))
// Here the first batch, which nothing can run beside, is a twentieth of the time.
measurements.push(...(await measure(type, { latencyMs: 400, reach: 0.9 })))
report(measurements)

async function measure(
  { open }: DestinationType,
  { latencyMs, reach }: { readonly latencyMs: number; readonly reach: number },
): Promise<readonly Measurement[]> {
  await using sandbox = await startSandbox({ latencyMs, records: { invoices: 24_000 } })
  const { url, clientId, clientSecret, accessTokenUrl, scope } = sandbox
  await using connection = createConnection({ url, clientId, clientSecret, accessTokenUrl, scope })
  const folder = mkdtempSync(join(tmpdir(), 'acknowledged-'))
  await using destination = await open({ folder: join(folder, 'out') }, { clock, delivery: definition.destination })
  await using state = openStateFolder(join(folder, 'state'), { now: clock.now })
  const startedAt = performance.now()
  const receipt = await runProcess({
    definition,
    connection,
    destination,
    target: folder,
    state,
    mapper: createMapper(definition),
    clock,
    limit: records,
  })
  const seconds = (performance.now() - startedAt) / 1000
  rmSync(folder, { recursive: true })
  if (receipt.acknowledged !== records)
    throw new Error(`expected ${records} marked records, got ${receipt.acknowledged}`)
  return [
    {
      what: `acknowledged export at 25 requests a second, each answered after ${latencyMs} ms`,
      against: '1 read, 50 marks and 1 look a page',
      value: round(records / seconds / ((perSecond * pageSize) / requestsPerPage)),
      unit: '×',
      reach: { atLeast: reach },
      figures: { records, seconds: round(seconds, 1), requests: receipt.requests },
    },
    {
      what: '… and 429 answers on the way',
      against: 'none',
      value: connection.counters().rateLimited,
      unit: 'requests',
      reach: { exactly: 0 },
      figures: {},
    },
  ]
}
