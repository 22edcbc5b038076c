import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { HubDatabase } from '../../database/hub-database.ts'
import { openTestDatabase } from '../../testing/database/test-database.ts'
import type { HeldRunState } from './held-run.ts'
import { countUnseen, keepSeen, readUnseen } from './seen-records.ts'

describe('what a reconciliation has seen', () => {
  let database: HubDatabase
  beforeAll(async () => {
    database = await openTestDatabase()
  })
  afterAll(() => database.close())

  /** Works in a transaction on a deployment with these records, which has none of the other rows that it usually has. */
  async function onDeployment(
    records: Readonly<Record<string, string>>,
    work: (held: HeldRunState) => Promise<void>,
  ): Promise<void> {
    const deployment = randomUUID()
    await database.db.transaction().execute(async (trx) => {
      await sql`set local session_replication_role = replica`.execute(trx)
      for (const [id, state] of Object.entries(records)) {
        await sql`insert into process_record (deployment_id, record_id, hash, state, run, batch, sequence, updated_at)
          values (${deployment}::uuid, ${id}, 'h', ${state}, 'r', 'b', 1, '2026-03-01T09:30:00.000Z')`.execute(trx)
      }
      await work({ trx, deployment, run: randomUUID(), stream: 'main', changes: {}, context: undefined as never })
    })
  }

  const page = { reconciliation: 'one', limit: 10 }

  it('leaves the acknowledged records that it has not seen, in pages', async () => {
    await onDeployment({ 1: 'acknowledged', 2: 'acknowledged', 3: 'acknowledged', 4: 'delivered' }, async (held) => {
      await keepSeen(held, { reconciliation: 'one', ids: ['2', '2', '9'] })

      expect(await readUnseen(held, page)).toMatchObject([
        { id: '1', updatedAt: '2026-03-01T09:30:00.000Z' },
        { id: '3' },
      ])
      expect(await readUnseen(held, { ...page, after: '1' })).toMatchObject([{ id: '3' }])
      expect(await readUnseen(held, { ...page, limit: 1 })).toMatchObject([{ id: '1' }])
      expect(await countUnseen(held, page)).toEqual({ acknowledged: 3, unseen: 2 })
    })
  })

  it('forgets what another reconciliation has seen', async () => {
    await onDeployment({ 1: 'acknowledged', 2: 'acknowledged' }, async (held) => {
      await keepSeen(held, { reconciliation: 'one', ids: ['1'] })
      await keepSeen(held, { reconciliation: 'two', ids: ['2'] })

      expect(await readUnseen(held, page)).toMatchObject([{ id: '1' }, { id: '2' }])
      expect(await readUnseen(held, { ...page, reconciliation: 'two' })).toMatchObject([{ id: '1' }])
    })
  })
})
