import { join } from 'node:path'
import { sourceType } from '@coupa-connector/endpoints'
import { createLoadMapper } from '@coupa-connector/process'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runLoad } from '../../run-load.ts'
import { createInboxWorld, type InboxWorld } from '../../testing/inbox-world.ts'
import { KilledError, killAfter } from '../../testing/killed-state.ts'
import { loadDefinition } from '../../testing/load-files.ts'
import type { LoadStepName } from '../load-context.ts'
import type { LoadReceipt } from '../load-receipt.ts'
import { openLoadFolder } from '../state/folder/open-load-folder.ts'

let world: InboxWorld
beforeEach(async () => {
  world = await createInboxWorld({
    records: { default: 5, invoices: 20 },
    sftp: { exportSeconds: 3600, growSeconds: 30 },
  })
})
afterEach(async () => await world[Symbol.asyncDispose]())

const definition = loadDefinition('L22', {
  source: { format: 'flat-file', object: 'invoice', finished: 'remove', duplicates: 'last-wins' },
  limits: { errors: { max: 1000, share: 1 } },
})

/** Loads what Coupa exported. The organization has these invoices, so that none is created. */
async function load(killed?: LoadStepName): Promise<LoadReceipt> {
  const type = sourceType('sftp')
  if (type === undefined) throw new TypeError('there is no source of the kind sftp')
  const { server, endClock: clock, connection, folder } = world
  await using source = await type.open(
    { ...server, folder: '/Outgoing/Invoices' },
    { clock, intake: definition.source, workFolder: join(folder, 'work') },
  )
  await using state = openLoadFolder(join(folder, 'state'), { now: Date.now })
  return await runLoad({
    ...{ definition, connection, source, state, clock },
    createMapper: (input) => createLoadMapper(definition, input),
    ...(killed === undefined ? {} : killAfter(state, killed, 1)),
  })
}

async function invoices(): Promise<number> {
  return (await world.records('invoices', {}, ['id'])).length
}

describe('files that Coupa exports', () => {
  it('are taken when they are still, and deleted only when their outcomes are kept', async () => {
    world.pass(3_600_000)

    const growing = await load()
    const whole = await load()
    const after = await load()

    expect(growing.inputs).toEqual([])
    expect(whole.inputs).toMatchObject([
      { state: 'loaded', result: expect.stringMatching(/work.results.InvoiceHeader_.*\.csv\.result\.ndjson$/) },
    ])
    expect(whole.read).toBeGreaterThan(0)
    expect(after.inputs).toEqual([])
  })

  it('are taken again, without an effect, when the run is killed before it deletes them', async () => {
    world.pass(3_600_000)
    await load()
    const before = await invoices()

    await expect(load('input-ended')).rejects.toThrow(KilledError)
    const again = await load()
    const after = await load()

    expect(again.inputs).toMatchObject([{ state: expect.stringMatching(/loaded/) }])
    expect(after.inputs).toEqual([])
    expect(await invoices()).toBe(before)
  })
})
