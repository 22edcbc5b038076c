import { describe, expect, it } from 'vitest'
import { type Connection, createConnection, isCoupaError } from '../src/index.ts'
import { signInTo, startWorld } from './support/start-world.ts'

async function errorOf(use: () => unknown): Promise<unknown> {
  try {
    await use()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

describe('what a call throws', () => {
  it.each<[string, number, (connection: Connection) => Promise<unknown>]>([
    ['COUPA_NOT_FOUND', 404, (connection) => connection.resource('invoices').get(999_999_999)],
    ['COUPA_VALIDATION', 400, (connection) => connection.resource('suppliers').create({ name: '' })],
    ['COUPA_NOT_FOUND', 404, (connection) => connection.request('GET invoices/:id', { id: 999_999_999 })],
  ])('says %s with the status %i and the correlation id that Coupa was sent', async (code, status, call) => {
    await using world = await startWorld()

    const error = await errorOf(() => call(world.connection))

    expect(isCoupaError(error)).toBe(true)
    expect(error).toMatchObject({ code, status, correlationId: expect.stringMatching(/^[\da-f-]{36}$/) })
  })

  it('has neither status nor correlation id where nothing was sent', async () => {
    await using world = await startWorld()
    const { connection } = world
    const calls: (() => unknown)[] = [
      () => connection.resource('invoces' as string),
      () => connection.resource('invoices').action(7, 'sumbit' as 'submit'),
      () => connection.resource('suppliers').delete(7),
      () => connection.resource('invoices').query({ where: { stauts: 'draft' } as object }),
      () => connection.request('GET invoices/:id'),
      () => connection.test({ probe: ['invoices'] } as object),
      () => createConnection({}, { formt: 'xml' } as object),
      () => createConnection({ url: 'nonsense' }),
    ]

    const errors = await Promise.all(calls.map(errorOf))

    expect(errors.map((error) => isCoupaError(error) && error.code)).toEqual([
      'COUPA_UNKNOWN_RESOURCE',
      'COUPA_UNKNOWN_ACTION',
      'COUPA_UNSUPPORTED_OPERATION',
      'COUPA_QUERY_INVALID',
      'COUPA_OPTIONS_INVALID',
      'COUPA_OPTIONS_INVALID',
      'COUPA_OPTIONS_INVALID',
      'COUPA_SETTINGS_INVALID',
    ])
    for (const error of errors) expect(error).toMatchObject({ status: undefined, correlationId: undefined })
    expect(world.sandbox.counters.api).toBe(0)
  })

  it('names similar resources', async () => {
    await using world = await startWorld()

    expect(await errorOf(() => world.connection.resource('invoces' as string))).toMatchObject({
      details: { resource: 'invoces', nearest: expect.arrayContaining(['invoices']) },
    })
  })
})

describe('a resource whose name is only known at run time', () => {
  it('reads the same records as the typed one', async () => {
    await using world = await startWorld()
    const name: string = 'suppliers'
    const typed = await world.connection
      .resource('suppliers')
      .query({ fields: ['id', 'name'], limit: 5 })
      .toArray()

    const untyped = await world.connection
      .resource(name)
      .query({ fields: ['id', 'name'], limit: 5 })
      .toArray()

    expect(untyped).toEqual(typed)
    expect(untyped).toHaveLength(5)
  })
})

describe('a limit', () => {
  it('is how many records come, and not how many a page has', async () => {
    await using world = await startWorld({ sandbox: { records: { suppliers: 120 } } })
    await using connection = createConnection(signInTo(world.sandbox), { clock: world.clock, environment: {} })

    const query = connection.resource('suppliers').query({ fields: ['id'], limit: 3 })
    let count = 0
    for await (const _ of query) count++

    expect(count).toBe(3)
    expect(await query.receipt).toMatchObject({ records: 3, reason: 'limit' })
  })
})
