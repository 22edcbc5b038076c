import { describe, expect, it } from 'vitest'
import { createWorld } from './testing/world.ts'

describe('runProcess', () => {
  it('delivers every approved invoice once and acknowledges it', async () => {
    await using world = await createWorld({ records: { invoices: 400 } })
    const before = await world.approved({ exported: false })

    const receipt = await world.run()

    const delivered = await world.delivered()
    expect(delivered.map(({ id }) => id)).toEqual(before.map(({ id }) => id))
    expect(await world.approved({ exported: false })).toEqual([])
    expect(receipt).toMatchObject({
      outcome: 'succeeded',
      read: before.length,
      delivered: before.length,
      acknowledged: before.length,
      waiting: 0,
    })
  })

  it('delivers nothing when there is nothing new', async () => {
    await using world = await createWorld({ records: { invoices: 100 } })
    await world.run()

    const receipt = await world.run()

    expect(receipt).toMatchObject({ outcome: 'succeeded', read: 0, delivered: 0, batches: [] })
  })

  it('takes one read a page, one mark an invoice and one look a page', async () => {
    await using world = await createWorld({ records: { invoices: 2000 } })

    const { requests, delivered } = await world.run()

    const pages = Math.ceil(delivered / 50)
    expect(requests).toBeLessThanOrEqual(pages + delivered + pages + 5)
  })
})
