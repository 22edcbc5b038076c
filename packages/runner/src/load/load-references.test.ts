import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hastyClock } from '../testing/load-files.ts'
import { createLoadWorld, type LoadWorld } from '../testing/load-world.ts'

type Found = Readonly<Record<string, unknown>>

let world: LoadWorld
beforeEach(async () => {
  world = await createLoadWorld({ records: 30 })
})
afterEach(async () => await world[Symbol.asyncDispose]())

const clock = hastyClock

async function suppliers(): Promise<readonly Found[]> {
  return await world.records('suppliers', { status: 'active' }, ['id', 'number', 'name'])
}

const addressHeader = ['supplier.number', 'remit-to-code', 'street1', 'city', 'postal-code', 'country.code']

function address(supplier: string, code: string): readonly string[] {
  return [supplier, code, '1 Main St', 'Austin', '78701', 'US']
}

describe('a load of records below others', () => {
  it('holds a record until the one above it is there, and creates it then by itself', async () => {
    const file = await world.writeRows('addresses.csv', [addressHeader, address('LATER', 'R-1')])
    const held = await world.load(file, { template: 'L10', clock })
    expect(held).toMatchObject({ outcome: 'partial', held: 1 })
    expect(await world.results(file)).toMatchObject([
      { outcome: 'held', class: 'missing-reference', field: 'supplier.number', key: 'LATER/R-1' },
    ])
    const numbered = await world.writeRows('suppliers.csv', [
      ['number', 'name', 'status'],
      ['LATER', 'Late Inc.', 'active'],
    ])
    await world.load(numbered, { clock, isForgotten: true })

    const receipt = await world.load(file, { template: 'L10', clock })

    expect(receipt).toMatchObject({ outcome: 'succeeded', created: 1, fixed: 1 })
    const [supplier] = await world.records('suppliers', { number: 'LATER' }, ['id'])
    expect(
      await world.records(`suppliers/${String(supplier?.id)}/addresses`, { 'remit-to-code': 'R-1' }, ['id']),
    ).toHaveLength(1)
  })

  it('asks once for the records above, and once below each', async () => {
    const [one, other] = await suppliers()
    const rows = Array.from({ length: 20 }, (_, i) => address(String((i % 2 === 0 ? one : other)?.number), `C-${i}`))
    const options = { template: 'L10', clock }
    await world.load(await world.writeRows('first.csv', [addressHeader, ...rows]), options)
    world.sandbox.control.resetLog()

    const receipt = await world.load(await world.writeRows('again.csv', [addressHeader, ...rows]), {
      ...options,
      isForgotten: true,
    })

    expect(receipt).toMatchObject({ unchanged: 20 })
    const asked = world.sandbox.requests.map(({ method, path }) => `${method} ${path}`)
    expect(asked.filter((one) => /^GET .*addresses$/.test(one))).toHaveLength(2)
    expect(asked.filter((one) => /^GET .*suppliers$/.test(one)).length).toBeLessThanOrEqual(3)
  })

  it('changes a record below another, knowing it or not', async () => {
    const [one] = await suppliers()
    const number = String(one?.number)
    const options = { template: 'L10', clock }
    await world.load(await world.writeRows('first.csv', [addressHeader, address(number, 'C-1')]), options)
    const changed = (city: string) => [
      addressHeader,
      address(number, 'C-1').map((cell) => (cell === 'Austin' ? city : cell)),
    ]

    const known = await world.load(await world.writeRows('dallas.csv', changed('Dallas')), options)
    const forgotten = await world.load(await world.writeRows('waco.csv', changed('Waco')), {
      ...options,
      isForgotten: true,
    })

    expect([known.updated, forgotten.updated]).toEqual([1, 1])
    const found = await world.records(`suppliers/${String(one?.id)}/addresses`, { 'remit-to-code': 'C-1' }, ['city'])
    expect(found).toMatchObject([{ city: 'Waco' }])
  })
})

describe('a look-up', () => {
  it.each(['split', 'quoted'])('finds names with commas, in any letters: in-list-commas=%s', async (commas) => {
    await using other = await createLoadWorld({ records: 30, quirks: { 'in-list-commas': commas } })
    const rows = [['name'], ['Bolts, Nuts & Co'], ['Rivets, "large"'], ['plain']]
    await other.load(await other.writeRows('first.csv', rows), { template: 'L03', clock })

    const upper = rows.map(([name = ''], row) => [row === 0 ? name : name.toUpperCase()])
    const receipt = await other.load(await other.writeRows('second.csv', upper), {
      template: 'L03',
      clock,
      isForgotten: true,
    })

    expect(receipt).toMatchObject({ failed: 0, created: 0 })
    expect(await other.records('departments', { name: { starts_with: 'bolts' } }, ['id'])).toHaveLength(1)
  })

  it('tells values of one number in two lookups apart', async () => {
    const rows = [
      ['external-ref-num', 'lookup.name', 'name'],
      ['SAME', 'Sales Region', 'One'],
      ['SAME', 'Cost Pool', 'Two'],
    ]
    await world.load(await world.writeRows('first.csv', rows), { template: 'L01', clock })
    const changed = rows.map((row) => row.map((cell) => (cell === 'Two' ? 'Three' : cell)))

    const receipt = await world.load(await world.writeRows('second.csv', changed), {
      template: 'L01',
      clock,
      isForgotten: true,
    })

    expect(receipt).toMatchObject({ updated: 1, unchanged: 1 })
    const found = await world.records('lookup_values', { 'external-ref-num': 'SAME' }, ['name'])
    expect(found.map(({ name }) => name).sort()).toEqual(['One', 'Three'])
  })

  it.each(['nothing', 'work'])(
    'finds a rate by its two currencies and its day: same-class-filters=%s',
    async (filters) => {
      await using other = await createLoadWorld({ records: 30, quirks: { 'same-class-filters': filters } })
      const header = ['from-currency.code', 'to-currency.code', 'rate-date', 'rate']
      const days = ['2026-11-02', '2026-11-03', '11/4/2026']
      const rows = days.flatMap((day) => [
        ['EUR', 'USD', day, '1.09'],
        ['USD', 'EUR', day, '0.917'],
        ['EUR', 'CHF', day, '0.96'],
      ])
      await other.load(await other.writeRows('first.csv', [header, ...rows]), { template: 'L07', clock })

      const receipt = await other.load(await other.writeRows('second.csv', [header, ...rows]), {
        template: 'L07',
        clock,
        isForgotten: true,
      })

      expect(receipt).toMatchObject({ unchanged: 9, created: 0, failed: 0 })
    },
  )

  it('refuses to choose between two records that have the key', async () => {
    const names = { street1: '1 Main St', city: 'Austin', 'postal-code': '78701', country: { code: 'US' } }
    for (const name of ['One', 'Two']) {
      await world.connection.resource<string>('addresses').create({ ...names, name, 'location-code': name })
    }
    const file = await world.writeRows('addresses.csv', [
      ['city', 'name'],
      ['Austin', 'Three'],
    ])
    const change = { destination: { key: ['city'] } }

    const receipt = await world.load(file, { template: 'L12', change, clock })

    expect(receipt).toMatchObject({ failed: 1 })
    expect(await world.results(file)).toMatchObject([{ class: 'conflict', code: 'AMBIGUOUS' }])
  })
})

describe('records of one input that refer to each other', () => {
  it('are loaded parents first, however deep and in whatever order they are given', async () => {
    const rows = [
      ['external-ref-num', 'lookup.name', 'name', 'parent.external-ref-num'],
      ['D-4', 'Sales Region', 'Great-grandchild', 'D-3'],
      ['D-3', 'Sales Region', 'Grandchild', 'D-2'],
      ['D-2', 'Sales Region', 'Child', 'D-1'],
      ['D-1', 'Sales Region', 'Root', ''],
    ]
    const file = await world.writeRows('values.csv', rows)

    expect(await world.load(file, { template: 'L01', clock })).toMatchObject({ outcome: 'succeeded', created: 4 })

    const fields = ['name', { parent: ['name'] }] as never
    const [deepest] = await world.records('lookup_values', { 'external-ref-num': 'D-4' }, fields)
    expect(deepest).toMatchObject({ name: 'Great-grandchild', parent: { name: 'Grandchild' } })
  })

  const people = [
    ['employee-number', 'login', 'email', 'firstname', 'lastname', 'manager.login'],
    ['H-1', 'ada', 'ada@example.com', 'Ada', 'Byron', 'cyd'],
    ['H-2', 'bob', 'bob@example.com', 'Bob', 'Cole', 'ada'],
    ['H-3', 'cyd', 'cyd@example.com', 'Cyd', 'Dunn', 'bob'],
  ]

  async function managers(): Promise<Readonly<Record<string, unknown>>> {
    const fields = ['login', { manager: ['login'] }] as never
    const found = await world.records('users', { 'employee-number': { in: ['H-1', 'H-2', 'H-3'] } }, fields)
    return Object.fromEntries(found.map(({ login, manager }) => [String(login), (manager as Found | null)?.login]))
  }

  it('are completed in a second pass where they name each other in a circle', async () => {
    const file = await world.writeRows('people.csv', people)

    expect(await world.load(file, { template: 'L13', clock })).toMatchObject({ outcome: 'succeeded', created: 3 })

    expect(await managers()).toEqual({ ada: 'cyd', bob: 'ada', cyd: 'bob' })
    expect(await world.results(file)).toMatchObject([
      { outcome: 'created', changed: { 'manager.login': { old: null, new: 'cyd' } } },
      { outcome: 'created', changed: { 'manager.login': { old: null, new: 'ada' } } },
      { outcome: 'created', changed: { 'manager.login': { old: null, new: 'bob' } } },
    ])
  })

  it.each([1, 2, 3, 4, 5])('are completed after a kill at write %i, in the first pass or the second', async (times) => {
    const file = await world.writeRows('people.csv', people)
    const options = { template: 'L13', clock }
    await expect(world.load(file, { ...options, killed: { step: 'record-written', times } })).rejects.toThrow('killed')

    const receipt = await world.load(file, options)

    expect(receipt).toMatchObject({ outcome: 'succeeded', created: 3, read: 3 })
    expect(await managers()).toEqual({ ada: 'cyd', bob: 'ada', cyd: 'bob' })
    const again = await world.load(await world.writeRows('again.csv', people), options)
    expect(again).toMatchObject({ unchanged: 3, requests: 0 })
  })

  it('change only the manager where only the manager differs, and say so', async () => {
    const options = { template: 'L13', clock }
    await world.load(await world.writeRows('first.csv', people), options)
    const file = await world.writeRows(
      'second.csv',
      people.map((row) => row.map((cell) => (cell === 'cyd' && row[1] === 'ada' ? 'bob' : cell))),
    )

    const receipt = await world.load(file, options)

    expect(receipt).toMatchObject({ updated: 1, unchanged: 2, requests: 1 })
    expect(await world.results(file)).toMatchObject([
      { outcome: 'updated', changed: { 'manager.login': { old: 'cyd', new: 'bob' } } },
      { outcome: 'unchanged' },
      { outcome: 'unchanged' },
    ])
  })

  it('hold the record whose manager is nowhere, and complete it when that one is there', async () => {
    const options = { template: 'L13', clock }
    const [header = [], first = []] = people
    const file = await world.writeRows('people.csv', [header, [...first.slice(0, 5), 'zoe']])
    const receipt = await world.load(file, options)
    expect(receipt).toMatchObject({ outcome: 'partial', held: 1, created: 0 })
    expect((await world.results(file))[0]?.message).toMatch(/^The record is in Coupa, but for manager\.login/)
    const zoe = { login: 'zoe', email: 'zoe@example.com', firstname: 'Zoe', lastname: 'Ek' }
    await world.connection.resource<string>('users').create(zoe)

    const fixed = await world.load(file, options)

    expect(fixed).toMatchObject({ outcome: 'succeeded', updated: 1, fixed: 1 })
    expect(await managers()).toEqual({ ada: 'zoe' })
  })
})
