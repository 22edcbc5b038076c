// How many suppliers a load creates a second when Coupa allows 25 requests a second, against what the limit allows: a create
// is one request, and the proof that 50 of them are not there yet is one more. Then the same suppliers again, of which 40
// differ: once with what the load remembers, and once without.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConnection } from '@coupa-connector/connector'
import { sourceType } from '@coupa-connector/endpoints'
import { createLoad, createLoadMapper, parseLoad } from '@coupa-connector/process'
import { type LoadReceipt, openLoadFolder, runLoad } from '@coupa-connector/runner'
import { startSandbox } from '@coupa-connector/sandbox'
import { report, round } from './support/measurement.ts'

/** About 100 s, beside which the requests that the limit lets through at once weigh little. */
const records = 2500
const differing = 40
const perSecond = 25
const keysOfLookUp = 50

await using sandbox = await startSandbox({ latencyMs: 50, records: { suppliers: 100 } })
const { url, clientId, clientSecret, accessTokenUrl, scope } = sandbox
await using connection = createConnection({ url, clientId, clientSecret, accessTokenUrl, scope })
const clock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  sleep: (durationMs: number) => new Promise<void>((resolve) => setTimeout(resolve, durationMs)),
}
const definition = parseLoad(createLoad({ template: 'L09' }))
const folder = mkdtempSync(join(tmpdir(), 'load-creates-'))

async function load(name: string, state: string, website: (row: number) => string): Promise<LoadReceipt> {
  const rows = Array.from({ length: records }, (_, row) => `B-${row},Bench ${row},active,${website(row)}`)
  const file = join(folder, name)
  writeFileSync(file, `number,name,status,website\n${rows.join('\n')}\n`)
  const type = sourceType('files')
  if (type === undefined) throw new TypeError('there is no source of files')
  await using source = await type.open({ file }, { clock, intake: definition.source })
  await using opened = openLoadFolder(join(folder, state), { now: clock.now })
  const createMapper = (): ReturnType<typeof createLoadMapper> => createLoadMapper(definition)
  return await runLoad({ definition, connection, source, state: opened, createMapper, clock })
}

const old = (): string => 'https://old.example'
const changed = (row: number): string => (row % (records / differing) < 1 ? 'https://new.example' : old())
const changedAgain = (row: number): string => (row % (records / differing) < 1 ? 'https://newer.example' : old())

const startedAt = performance.now()
const created = await load('created.csv', 'state', old)
const seconds = (performance.now() - startedAt) / 1000
if (created.created !== records) throw new Error(`expected ${records} creates, got ${created.created}`)
const known = await load('changed.csv', 'state', changed)
const forgotten = await load('changed-again.csv', 'other-state', changedAgain)
rmSync(folder, { recursive: true })

report([
  {
    what: 'creates at 25 requests a second',
    against: '1 create each, and 1 look-up for 50',
    value: round(records / seconds / ((perSecond * keysOfLookUp) / (keysOfLookUp + 1))),
    unit: '×',
    reach: { atLeast: 0.95 },
    figures: { records, seconds: round(seconds, 1), requests: created.requests },
  },
  {
    what: `requests for ${differing} changes among ${records} known records`,
    against: 'one for each change',
    value: known.requests,
    unit: 'requests',
    reach: { exactly: differing },
    figures: { updated: known.updated, unchanged: known.unchanged },
  },
  {
    what: '… without what the load remembers',
    against: 'one for each change, and one for each 50 records',
    value: forgotten.requests,
    unit: 'requests',
    // And the look at which organization it is.
    reach: { atMost: differing + records / keysOfLookUp + 1 },
    figures: { updated: forgotten.updated, unchanged: forgotten.unchanged },
  },
])
