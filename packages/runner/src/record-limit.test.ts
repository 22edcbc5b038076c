import { describe, expect, it } from 'vitest'
import { openStateFolder } from './state/folder/open-state-folder.ts'
import { createWorld } from './testing/world.ts'

const mebibyte = 1024 * 1024

describe('a record that is too large', () => {
  it('is set aside at 4 MiB, holds up nothing, and is delivered once it is smaller', async () => {
    await using world = await createWorld({ records: { invoices: 100 } })
    const due = (await world.approved({ exported: false })).map(({ id }) => Number(id))
    const [first = 0, second = 0] = due
    world.sandbox.control.update('invoices', first, { 'internal-note': 'x'.repeat(4 * mebibyte) })
    world.sandbox.control.update('invoices', second, { 'internal-note': 'x'.repeat(3 * mebibyte) })

    const receipt = await world.run()
    const failures = await failuresOf(world.places.state)
    world.sandbox.control.update('invoices', first, { 'internal-note': 'x' })
    const next = await world.run()

    expect(receipt).toMatchObject({
      outcome: 'partial',
      read: due.length,
      quarantined: 1,
      refused: 0,
      delivered: due.length - 1,
      acknowledged: due.length - 1,
    })
    expect(failures).toMatchObject([
      {
        id: String(first),
        stage: 'deliver',
        class: 'invalid',
        code: 'RECORD_TOO_LARGE',
        message: expect.stringMatching(
          /^The record has 4,19\d,\d{3} bytes after the mapping, and limits\.recordBytes allows 4,194,304\./,
        ),
      },
    ])
    expect(next).toMatchObject({ outcome: 'succeeded', delivered: 1 })
    expect(await failuresOf(world.places.state)).toMatchObject([{ state: 'fixed' }])
  })

  it('is measured after the mapping', async () => {
    await using world = await createWorld({ records: { invoices: 100 } })
    const due = await world.approved({ exported: false })
    const [first] = due
    world.sandbox.control.update('invoices', Number(first?.id), { 'internal-note': 'x'.repeat(2000) })
    const limits = { recordBytes: 1500 }
    const columns = { id: 'id', note: { path: 'internal-note', apply: [{ cut: 20 }] } }

    const receipt = await world.run({
      change: { limits, mapping: { shape: 'flat', columns }, source: { fields: 'from-mapping' } },
    })

    expect(receipt).toMatchObject({ outcome: 'succeeded', delivered: due.length, quarantined: 0 })
  })
})

async function failuresOf(folder: string) {
  await using state = openStateFolder(folder, { now: Date.now })
  return await state.failures()
}
