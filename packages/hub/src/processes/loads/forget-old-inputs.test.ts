import { createLoad } from '@coupa-connector/process'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { startProcessWorld } from '../../testing/process-world.ts'
import { forgetOldInputsTask } from './forget-old-inputs.ts'

it('outcomes of old inputs are forgotten, what could be tried again and the inputs themselves later', async () => {
  await using world = await startProcessWorld()
  const { client } = world.world.owner
  const { db } = world.context
  const params = { account: world.account }
  const definition = createLoad({ template: 'L09', source: 'files', format: 'csv' }) as never
  const { body } = await client.call('processes.apply', { params, body: { definition } })
  const place = { ...params, process: body.process ?? '', environment: world.environment }
  const { id } = (await client.call('process.deploy', { params: place, body: { version: 1, ...world.parts } })).body
  const ages = [10, 40, 100, 500]
  await db
    .insertInto('process_input')
    .values(
      [...ages, ...Array.from({ length: 30 }, () => 1)].map((age, place) => ({
        ...{ deployment_id: id, number: place + 1, name: `${place}.csv`, sha256: 's', definition: 'd', size_bytes: 1 },
        ...{ does_null_clear: false, state: 'loaded' as const, run: 'r', notices: '[]' },
        ended_at: sql<Date>`hub_now() - make_interval(days => ${age}::integer)`,
      })),
    )
    .execute()
  // Of each input a record that is loaded, and one that could be tried again.
  await sql`
    insert into process_input_row (deployment_id, input, row, label, hash, outcome, detail, settled_at, fields)
    select deployment_id, number, row, 'A', 'h', case row when 1 then 'created' else 'failed' end, '{}', ended_at,
      case row when 2 then '{}'::json end
    from process_input, generate_series(1, 2) as row where number <= ${ages.length}`.execute(db)

  const now = new Date().toISOString()
  await forgetOldInputsTask.remove(world.context, now)

  const rows = await db
    .selectFrom('process_input_row')
    .select(['input', 'row'])
    .orderBy('input')
    .orderBy('row')
    .execute()
  expect(rows).toEqual([
    { input: 1, row: 1 },
    { input: 1, row: 2 },
    { input: 2, row: 2 },
  ])
  const inputs = await db.selectFrom('process_input').select('number').where('number', '<=', 4).execute()
  expect(inputs.map(({ number }) => number).toSorted()).toEqual([1, 2, 3])
})
