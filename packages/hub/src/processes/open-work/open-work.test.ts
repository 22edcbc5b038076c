import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ProcessWorld, startProcessWorld } from '../../testing/process-world.ts'

let own: ProcessWorld
let other: string
const params = () => ({ account: own.account })
const client = () => own.world.owner.client

beforeAll(async () => {
  own = await startProcessWorld()
  other = await own.deployProcess('suppliers')
  await setAside(own.deployment, '1', 'Value "ACME" of 12 characters is too long')
  await setAside(own.deployment, '2', 'Value "Meridian" of 40 characters is too long')
  await setAside(own.deployment, '3', 'The supplier does not exist')
  await setAside(other, '4', 'The supplier does not exist')
})
afterAll(() => own[Symbol.asyncDispose]())

async function setAside(deployment: string, id: string, message: string): Promise<void> {
  await own.context.db
    .insertInto('process_failure')
    .values({
      ...{ deployment_id: deployment, record_id: id, stage: 'deliver', class: 'invalid', code: 'VALUE_REFUSED' },
      ...{ message, field: `invoice-lines[${id}].name`, state: 'open', attempts: 1, run: 'run' },
      first_seen_at: sql<Date>`hub_now()`,
      last_seen_at: sql<Date>`hub_now()`,
    })
    .execute()
}

const groups = async (query: { deployment?: string } = {}) =>
  (await client().call('failureGroups.list', { params: params(), query })).body

describe('failureGroups.list', () => {
  it('puts sentences together that differ in values only, apart by deployment', async () => {
    const { items, total } = await groups()

    const found = items.map(({ deployment, count, isSame }) => [deployment.id, count, isSame])
    expect(found).toHaveLength(3)
    expect(found).toContainEqual([own.deployment, 2, false])
    expect(found).toContainEqual([own.deployment, 1, true])
    expect(found).toContainEqual([other, 1, true])
    expect(total).toBe(4)
  })

  it('lists the same records as a group', async () => {
    const { items } = await groups({ deployment: own.deployment })
    const group = items.find(({ count }) => count === 2)?.group ?? ''

    const { body } = await client().call('failures.list', {
      params: { ...params(), deployment: own.deployment },
      query: { group },
    })

    expect(body.items.map(({ id }) => id)).toEqual(['1', '2'])
  })

  it('dismisses the records of a group and no others', async () => {
    await setAside(other, '5', 'The supplier does not exist')
    await setAside(other, '6', 'The currency does not exist')
    const { items } = await groups({ deployment: other })
    const group = items.find(({ count }) => count === 2)?.group ?? ''

    const { body } = await client().call('failures.dismiss', {
      params: { ...params(), deployment: other },
      body: { group, reason: 'Known' },
    })

    expect(body.dismissed).toBe(2)
    expect((await groups({ deployment: other })).items).toMatchObject([{ message: 'The currency does not exist' }])
  })
})

describe('waitingAnswers.list', () => {
  it('counts what waits for each deployment, with the time of the oldest delivery', async () => {
    const run = await own.startRun(other)
    const line = { deployment_id: other, hash: 'h', run, batch: 'b', sequence: 1, updated_at: null }
    await own.context.db
      .insertInto('process_record')
      .values([
        { ...line, record_id: '1', state: 'waiting' },
        { ...line, record_id: '2', state: 'waiting' },
        { ...line, record_id: '3', state: 'acknowledged' },
      ])
      .execute()

    const { items } = (await client().call('waitingAnswers.list', { params: params() })).body
    const waiting = await client().call('answers.waiting', { params: { ...params(), deployment: other } })

    expect(items).toMatchObject([{ deployment: { id: other, process: { name: 'suppliers' } }, waiting: 2 }])
    expect(items[0]?.oldestAt).toBe(waiting.body.items[0]?.deliveredAt)
    expect(items[0]?.oldestAt).not.toBeNull()
  })
})
