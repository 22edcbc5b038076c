import { rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { sourceType } from '@coupa-connector/endpoints'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LoadReceipt } from './load/load-receipt.ts'
import { machineClock } from './testing/invoice-run.ts'
import { createLoadWorld, type LoadWorld } from './testing/load-world.ts'

let world: LoadWorld
beforeEach(async () => {
  world = await createLoadWorld({ records: 20 })
})
afterEach(async () => await world[Symbol.asyncDispose]())

const header = ['number', 'name', 'status', 'payment-term.code', 'website']

/** Loads what a source of this kind gives. */
async function loadFrom(
  kind: string,
  settings: Readonly<Record<string, string>>,
  intake: Readonly<Record<string, unknown>>,
): Promise<LoadReceipt> {
  const options = { clock: machineClock, intake, workFolder: world.folder }
  await using source = await sourceType(kind)?.open(settings, options)
  if (source === undefined) throw new TypeError(`there is no source ${kind}`)
  return await world.load('unused.csv', { source })
}

describe('a load of a query', () => {
  const url = process.env.TEST_POSTGRESQL_URL ?? ''
  const query = (changed: string): string => `select 'Q-' || i as number, 'Query ' || i as name, 'active' as status,
    'N30' as "payment-term.code", case when i = 2 then '${changed}' else '' end as website from generate_series(1, 3) i`

  it('creates and changes records, and asks Coupa for nothing when the rows are the same', async () => {
    const first = await loadFrom('postgresql', { url }, { query: query('https://one.example') })
    const same = await loadFrom('postgresql', { url }, { query: `${query('https://one.example')} order by i desc` })
    const changed = await loadFrom('postgresql', { url }, { query: query('https://two.example') })

    expect(first).toMatchObject({ outcome: 'succeeded', created: 3, inputs: [{ input: 'query', records: 3 }] })
    expect(same).toMatchObject({ outcome: 'succeeded', requests: 0, inputs: [{ state: 'already-loaded' }] })
    expect(changed).toMatchObject({ updated: 1, unchanged: 2 })
    expect(await world.results(join(world.folder, 'results', 'query'))).toMatchObject([
      { row: 1, outcome: 'unchanged' },
      { row: 2, outcome: 'updated', changed: { website: { new: 'https://two.example' } } },
      { row: 3, outcome: 'unchanged' },
    ])
  })
})

describe('a load of an API', () => {
  it('takes objects as they are, and empties what is null', async () => {
    let website: string | null = 'https://one.example'
    const server = createServer((_request, response) => {
      const supplier = { number: 'H-1', name: 'One', status: 'active', 'payment-term': { code: 'N30' }, website }
      response.end(JSON.stringify({ items: [supplier] }))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/suppliers`
    try {
      expect(await loadFrom('http', { url }, { records: '/items' })).toMatchObject({ created: 1 })
      website = null
      expect(await loadFrom('http', { url }, { records: '/items' })).toMatchObject({ updated: 1 })
    } finally {
      await new Promise((resolve) => server.close(resolve))
    }

    const [supplier] = await world.records('suppliers', { number: 'H-1' }, ['website', 'payment-term'])
    expect(supplier).toMatchObject({ website: null, 'payment-term': { code: 'N30' } })
  })
})

describe('an input that is gone when its interrupted run continues', () => {
  const rows = Array.from({ length: 120 }, (_, i) => [`K-${i}`, `Killed ${i}`, 'active', 'N30', 'https://old.example'])

  it('is loaded to its end', async () => {
    const file = await world.writeRows('suppliers.csv', [header, ...rows])
    expect(await world.loadKilled(file, 'record-written', 33)).toBe('SIGKILL')
    await rm(file)
    const other = await world.writeRows('other.csv', [header, ['O-1', 'Other', 'active', 'N30', '']])

    expect(await world.load(other)).toMatchObject({ outcome: 'succeeded', created: 121 })

    expect(await world.records('suppliers', { name: { starts_with: 'Killed' } }, ['number'])).toHaveLength(120)
  }, 60_000)

  it('does not overwrite what took its place', async () => {
    const file = await world.writeRows('suppliers.csv', [header, ...rows])
    expect(await world.loadKilled(file, 'record-written', 33)).toBe('SIGKILL')
    const newer = rows.map((row) => [...row.slice(0, 4), 'https://new.example'])

    expect(await world.load(await world.writeRows('suppliers.csv', [header, ...newer]))).toMatchObject({
      outcome: 'succeeded',
      created: 120,
      updated: 120,
    })

    const found = await world.records('suppliers', { name: { starts_with: 'Killed' } }, ['website'])
    expect(new Set(found.map(({ website }) => website))).toEqual(new Set(['https://new.example']))
  }, 60_000)
})
