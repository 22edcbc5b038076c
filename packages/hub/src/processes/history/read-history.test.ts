import type { QueryInputOf, Routes } from '@coupa-connector/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createId } from '../../basics/create-id.ts'
import type { ProcessRunTable } from '../../database/process-tables.ts'
import { type ProcessWorld, startProcessWorld } from '../../testing/process-world.ts'

let world: ProcessWorld
beforeEach(async () => {
  world = await startProcessWorld()
})
afterEach(() => world[Symbol.asyncDispose]())

const minuteMs = 60_000

async function history(query: QueryInputOf<Routes['history.read']> = {}) {
  const params = { account: world.account }
  return (await world.world.owner.client.call('history.read', { params, query })).body
}

/** A run that ended at an instant after so many minutes. */
async function addRun(
  endedAtMs: number,
  minutes: number,
  values: Partial<Pick<ProcessRunTable, 'kind' | 'outcome' | 'state'>> & { readonly counters?: object },
): Promise<void> {
  const startedAt = new Date(endedAtMs - minutes * minuteMs)
  const { counters = {}, kind = 'run', outcome = 'succeeded', state = 'ended' } = values
  await world.context.db
    .insertInto('process_run')
    .values({
      account_id: world.account,
      id: createId(),
      deployment_id: world.deployment,
      process_id: world.process,
      version: 1,
      kind,
      trigger: 'person',
      requested_by: JSON.stringify({ kind: 'system', id: null, name: 'test' }),
      request: JSON.stringify({ ids: null, limit: null }),
      schedule_id: null,
      outcome: state === 'skipped' ? null : outcome,
      state,
      code: null,
      reason: null,
      container_id: null,
      node_id: null,
      node_name: null,
      fingerprint: null,
      generation: null,
      counters: JSON.stringify(counters),
      created_at: startedAt,
      started_at: state === 'skipped' ? null : startedAt,
      ended_at: new Date(endedAtMs),
    })
    .execute()
}

describe('the history of processes', () => {
  it('has a day for each that was asked for, also those without a run', async () => {
    const { zone, days } = await history({ days: 3 })

    expect(zone).toBe('UTC')
    expect(days).toHaveLength(3)
    expect(days[2]).toEqual({
      day: days[2]?.startsAt.slice(0, 10),
      startsAt: expect.stringMatching(/T00:00:00.000Z$/),
      runs: { succeeded: 0, partial: 0, failed: 0, cancelled: 0, skipped: 0 },
      records: { moved: 0, unchanged: 0, failed: 0 },
      requests: 0,
      medianMs: null,
      longestMs: null,
    })
  })

  it('counts runs, records, and requests of exports and loads on the day on which they ended', async () => {
    const [, yesterday] = (await history({ days: 3 })).days
    const atMs = Date.parse(yesterday?.startsAt ?? '')
    await addRun(atMs + minuteMs, 10, { counters: { read: 8, delivered: 5, unchanged: 2, refused: 1, requests: 9 } })
    await addRun(atMs + minuteMs, 2, { outcome: 'partial', counters: { created: 3, updated: 1, held: 1, requests: 4 } })
    await addRun(atMs + minuteMs, 3, { outcome: 'failed' })
    await addRun(atMs + minuteMs, 0, { state: 'skipped' })

    const { days } = await history({ days: 2 })

    expect(days[0]).toMatchObject({
      runs: { succeeded: 1, partial: 1, failed: 1, cancelled: 0, skipped: 1 },
      records: { moved: 9, unchanged: 2, failed: 2 },
      requests: 13,
      medianMs: 3 * minuteMs,
      longestMs: 10 * minuteMs,
    })
    expect(days[1]?.runs.succeeded).toBe(0)
  })

  it('leaves out what moves nothing', async () => {
    const [today] = (await history({ days: 1 })).days
    await addRun(Date.parse(today?.startsAt ?? ''), 1, { kind: 'preview', counters: { read: 20, requests: 2 } })

    expect((await history({ days: 1 })).days[0]).toMatchObject({ requests: 0, runs: { succeeded: 0 } })
  })

  it('divides days as the zone does', async () => {
    const [today] = (await history({ days: 1, zone: 'Pacific/Kiritimati' })).days
    await addRun(Date.parse(today?.startsAt ?? '') - 1, 1, {})
    await addRun(Date.parse(today?.startsAt ?? ''), 1, {})

    const { days } = await history({ days: 2, zone: 'Pacific/Kiritimati' })

    expect(days.map(({ runs }) => runs.succeeded)).toEqual([1, 1])
    expect(days[1]?.startsAt).toMatch(/T10:00:00.000Z$/)
  })

  it('narrows by process and by environment', async () => {
    const [today] = (await history({ days: 1 })).days
    await addRun(Date.parse(today?.startsAt ?? ''), 1, {})
    const count = async (query: object): Promise<number | undefined> =>
      (await history({ days: 1, ...query })).days[0]?.runs.succeeded

    expect(await count({ process: world.process, environment: world.environment })).toBe(1)
    expect(await count({ process: createId() })).toBe(0)
    expect(await count({ environment: createId() })).toBe(0)
  })

  it('refuses a zone that is none, and says how one looks', async () => {
    await expect(history({ zone: 'Berlin' })).rejects.toThrow(/Europe\/Berlin/)
  })
})
