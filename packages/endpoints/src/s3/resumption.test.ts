import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Batch } from '../contract/batch.ts'
import type { Destination } from '../contract/destination.ts'
import { testClock } from '../testing/test-database.ts'
import { type Fate, type S3Request, startS3Server, type TestS3Server } from '../testing/test-s3-server.ts'
import { s3Destination } from './s3-destination.ts'

const options = { delivery: {}, clock: { ...testClock, sleep: async () => {} } }
const records = [1, 2, 3]

/** A run is killed at one of its requests, which the server carries out or never sees. */
const kill = fc.record({ request: fc.nat(24), fate: fc.constantFrom<Fate>('cut-before', 'cut-after') })

interface OpenBatch {
  readonly batch: string
  readonly record: number
}

/** What runs share: the records that are known as delivered, and the batch of unknown fate. */
interface Ledger {
  readonly delivered: Set<number>
  open: OpenBatch | undefined
}

it('delivers each record once, at whichever requests runs are killed, and whatever dead runs do later', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(kill, { maxLength: 4 }), async (kills) => {
      await using server = await startS3Server()
      await using stack = new AsyncDisposableStack()
      const ledger: Ledger = { delivered: new Set(), open: undefined }
      const dead: { readonly destination: Destination; readonly batch: string }[] = []

      for (const [place, killed] of [...kills, undefined].entries()) {
        server.fate = fateOf(killed, server.requests.length)
        const destination = stack.use(await s3Destination.open(server.settings, options))
        const failure = await run(destination, ledger, `r${place}`).catch((error: unknown) => error)
        if (failure === undefined) continue
        expect(failure).toMatchObject({ code: 'INTERRUPTED' })
        if (ledger.open !== undefined) dead.push({ destination, batch: ledger.open.batch })
      }
      for (const { destination, batch } of dead) {
        // Committed before, or given up: it does not appear now.
        const end: unknown = await destination.commit(batch).catch((error: unknown) => error)
        if (end instanceof Error) expect(end).toMatchObject({ code: 'BATCH_SUPERSEDED' })
      }

      expect(await readByManifests(server)).toEqual(records)
    }),
    { numRuns: 25 },
  )
})

function fateOf(killed: { readonly request: number; readonly fate: Fate } | undefined, first: number) {
  return ({ place }: S3Request): Fate => {
    if (killed === undefined || place < first + killed.request) return 'answer'
    return place === first + killed.request ? killed.fate : 'cut-before'
  }
}

async function run(destination: Destination, ledger: Ledger, name: string): Promise<void> {
  await destination.prepare({ kind: 'nested', name: 'invoice' })
  const { open, delivered } = ledger
  if (open !== undefined && (await wasCommitted(destination, open.batch))) delivered.add(open.record)
  ledger.open = undefined
  for (const record of records.filter((one) => !delivered.has(one))) {
    ledger.open = { batch: `${name}-${record}`, record }
    await destination.write(batchOf(ledger.open))
    await destination.commit(ledger.open.batch)
    delivered.add(record)
    ledger.open = undefined
  }
}

/** What a runner does with a batch that a killed run left open. */
async function wasCommitted(destination: Destination, batch: string): Promise<boolean> {
  if ((await destination.lookUp(batch)) !== undefined) return true
  await destination.discard(batch)
  return (await destination.lookUp(batch)) !== undefined
}

function batchOf({ batch, record }: OpenBatch): Batch {
  return { id: batch, openedAtMs: 0, records: [{ id: record, version: 'v', sequence: 1, document: { id: record } }] }
}

/** The ids that a consumer reads, sorted. Every object is in a manifest, and has the content that the manifest says. */
async function readByManifests(server: TestS3Server): Promise<readonly number[]> {
  const keys = await server.keys()
  const manifests = await Promise.all(keys.filter((key) => key.startsWith('manifest/')).map((key) => server.read(key)))
  const lines = manifests
    .flatMap((text) => text?.split('\n') ?? [])
    .filter((line) => line !== '')
    .map((line): { file: string; sha256: string } => JSON.parse(line))
  const files = lines.map(({ file }) => file).sort()
  expect(keys.filter((key) => key.startsWith('invoice/'))).toEqual(files)
  const ids: number[] = []
  for (const { file, sha256 } of lines) {
    const text = (await server.read(file)) ?? ''
    expect(createHash('sha256').update(text).digest('hex')).toBe(sha256)
    ids.push(
      ...text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).id),
    )
  }
  return ids.sort((a, b) => a - b)
}
