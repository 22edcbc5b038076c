import { describe as describeResource } from '@coupa-connector/catalog'
import { type Sandbox, type SandboxOptions, startSandbox } from '@coupa-connector/sandbox'
import { describe, expect, it } from 'vitest'
import { BadResponseError } from '../errors/answer-errors.ts'
import { CheckpointError } from '../errors/read-errors.ts'
import { createCaller } from '../http/caller.ts'
import { createUndiciTransport } from '../http/transport/undici-transport.ts'
import { normalizeQuery, type QueryInput } from '../query/normalize-query.ts'
import { createRateLimiter } from '../rate/rate-limiter.ts'
import { systemClock } from '../runtime/clock.ts'
import { secret } from '../secrets/secret.ts'
import { answerOf, createScriptedCaller, jsonAnswer } from '../testing/scripted-caller.ts'
import { createQuerySource } from './query-source.ts'
import { type ReadQueryOptions, readQuery } from './read-query.ts'
import type { RecordStream } from './record-stream.ts'

interface Organization extends AsyncDisposable {
  readonly sandbox: Sandbox
  read(resource: string, query?: QueryInput & { format?: 'json' | 'xml' }, options?: ReadQueryOptions): RecordStream
}

/** A sandbox organization and readers of it; repetitions do not wait. */
async function startOrganization(options: SandboxOptions = {}): Promise<Organization> {
  const sandbox = await startSandbox({ rateLimit: false, apiKey: true, ...options })
  const transport = createUndiciTransport()
  const caller = createCaller({
    serviceUrl: sandbox.url,
    transport,
    limiter: createRateLimiter({ perSecond: 10_000, random: () => 0 }),
    authorizer: {
      authorize: async () => ({ headerName: 'X-COUPA-API-KEY', headerValue: secret(sandbox.apiKey) }),
      refused: async () => {},
    },
    random: () => 0,
  })
  const clock = { ...systemClock, sleep: async () => {} }
  return {
    sandbox,
    read: (name, { format = 'json', ...query } = {}, readOptions = {}) => {
      const resource = describeResource(name)
      return readQuery(
        { caller, resource, query: normalizeQuery(query, resource), format },
        { clock, ...readOptions, reading: { concurrency: 6, ...readOptions.reading } },
      )
    },
    [Symbol.asyncDispose]: async () => {
      await transport.close()
      await sandbox.close()
    },
  }
}

describe('createQuerySource', () => {
  it('asks again for a first page that is foreign when an earlier run has shown that this is Coupa', async () => {
    const resource = describeResource('suppliers')
    const clock = { ...systemClock, sleep: async () => {} }
    const foreign = answerOf(200, '<html>', { 'content-type': 'text/html' })
    const pageOf = (isResumed: boolean) => {
      const caller = createScriptedCaller(foreign, jsonAnswer(200, [{ id: 2 }]))
      const source = createQuerySource({
        caller,
        resource,
        query: normalizeQuery({}, resource),
        format: 'json',
        clock,
        isResumed,
      })
      return source.fetchPage({ limit: 50, order: 'id-ascending', signal: new AbortController().signal })
    }

    expect((await pageOf(true)).records).toEqual([{ id: 2 }])
    await expect(pageOf(false)).rejects.toBeInstanceOf(BadResponseError)
  })
})

describe('readQuery against the sandbox', () => {
  it.each(['json', 'xml'] as const)('reads all of a resource as %s', async (format) => {
    await using organization = await startOrganization({ records: { suppliers: 730 } })
    const stream = organization.read('suppliers', { format, fields: ['name'] })

    const ids = await idsOf(stream)

    expect(ids).toEqual(organization.sandbox.control.ids('suppliers'))
    expect(await stream.receipt).toMatchObject({ complete: true, mode: 'id', records: ids.length })
    expect((await stream.receipt).requests).toBeLessThan(ids.length / 50 + 8)
  })

  it('reads what a filter keeps, within the bounds of ids that the query names', async () => {
    await using organization = await startOrganization({ records: { suppliers: 900 } })
    const all = organization.sandbox.control.ids('suppliers')
    const [low = 0, high = 0] = [all[100], all[800]]
    const active = await idsOf(organization.read('suppliers', { where: { status: 'active' } }))

    const within = organization.read('suppliers', { where: { status: 'active', id: { gt: low, lt_or_eq: high } } })

    expect(active.length).toBeGreaterThan(100)
    expect(await idsOf(within)).toEqual(active.filter((id) => id > low && id <= high))
    expect(await within.receipt).toMatchObject({ floor: low, complete: true })
  })

  it('is empty however Coupa says so', async () => {
    await using organization = await startOrganization({ records: { suppliers: 20 } })

    for (const format of ['json', 'xml'] as const) {
      const stream = organization.read('suppliers', { format, where: { name: 'nobody' } })
      expect(await idsOf(stream)).toEqual([])
      expect(await stream.receipt).toMatchObject({ complete: true, requests: 1 })
    }
  })

  it('reads by offset in another order', async () => {
    await using organization = await startOrganization({ records: { suppliers: 260 } })
    const stream = organization.read('suppliers', { orderBy: { field: 'name', direction: 'desc' }, fields: ['name'] })

    const ids = await idsOf(stream)

    expect(ids.toSorted((a, b) => a - b)).toEqual(organization.sandbox.control.ids('suppliers'))
    expect(await stream.receipt).toMatchObject({ complete: true, mode: 'offset' })
  })

  it('repeats and misses nothing while records are inserted, changed and deleted and answers fail', async () => {
    await using organization = await startOrganization({ records: { suppliers: 2500 } })
    const { control } = organization.sandbox
    const before = new Set(control.ids('suppliers'))
    for (const kind of ['reset', 'cut-body', 'unavailable', 'html-500', 'garbage', 'wrong-length'] as const) {
      control.fault({ kind, after: 3, every: 17, times: 4 })
    }
    const gone = new Set<number>()
    const ids: number[] = []
    const stream = organization.read('suppliers', { fields: ['name'] })

    for await (const page of stream.pages()) {
      for (const { id } of page.records) ids.push(Number(id))
      for (const id of control.mutateOnce({ resource: 'suppliers', inserts: 2, updates: 3, deletes: 2 }).deleted)
        gone.add(id)
    }

    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b))
    const found = new Set(ids)
    expect([...before].filter((id) => !gone.has(id) && !found.has(id))).toEqual([])
    expect(gone.size).toBeGreaterThan(50)
    expect((await stream.receipt).complete).toBe(true)
  })

  it('fails on a page that is not a page, instead of taking it for the end', async () => {
    await using organization = await startOrganization({ records: { suppliers: 500 } })
    organization.sandbox.control.fault({ kind: 'login-page', after: 4, every: 1 })

    await expect(idsOf(organization.read('suppliers'))).rejects.toThrow(BadResponseError)
  })

  it('reads changes window after window, each once', async () => {
    await using organization = await startOrganization({ records: { suppliers: 300 } })
    const { control } = organization.sandbox
    const fields = ['name']
    const first = organization.read('suppliers', { fields }, { updatedAfter: '2000-01-01T00:00:00Z' })
    const all = await idsOf(first)
    const changed = all.slice(10, 13)
    for (const id of changed) control.update('suppliers', id, {})
    const created = control.insert('suppliers', {})

    const second = organization.read('suppliers', { fields }, { updatedAfter: first.checkpoint() })
    const again = await idsOf(second)

    expect(all).toEqual(control.ids('suppliers').filter((id) => id !== created))
    expect(again).toEqual([...changed, created])
    const { window, notices, ranges, floor, ceiling } = await second.receipt
    expect([ranges[0]?.after, ranges.at(-1)?.upTo]).toEqual([floor, ceiling])
    expect(window && Date.parse(window.before) - Date.parse(window.from)).toBeGreaterThanOrEqual(300_000)
    expect(notices).toEqual([])
  })

  it('refuses a checkpoint of another query', async () => {
    await using organization = await startOrganization({ records: { suppliers: 300 } })
    const stream = organization.read('suppliers', { where: { status: 'active' } })
    for await (const _ of stream) break
    const checkpoint = stream.checkpoint()

    expect(() => organization.read('suppliers', { where: { status: 'inactive' } }, { checkpoint })).toThrow(
      CheckpointError,
    )
    expect(() => organization.read('suppliers', { where: { id: { gt: 3 } } }, { checkpoint })).toThrow(/another query/)
    expect(() => organization.read('departments', {}, { checkpoint })).toThrow(/"suppliers"/)
  })
})

async function idsOf(stream: RecordStream): Promise<number[]> {
  const ids: number[] = []
  for await (const record of stream) ids.push(Number(record.id))
  return ids
}
