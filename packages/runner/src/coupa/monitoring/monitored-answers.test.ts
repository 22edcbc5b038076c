import { describe, expect, it } from 'vitest'
import { createMonitoredWorld, monitored } from '../../testing/monitored-world.ts'

describe('monitoring of answers', () => {
  const change = monitored(3, { acknowledge: { mode: 'after-answer' } })

  it('shows what the consumer refused with its code and words, once however often it is refused', async () => {
    await using world = await createMonitoredWorld({ records: { invoices: 100 } })
    const [id = 0] = world.due
    const refusal = { id: String(id), outcome: 'refused', code: 'NO_COST_CENTER' } as const
    await world.run({ change })

    await world.answer([{ ...refusal, message: 'Cost center 400 is closed.' }], { change })
    await world.run({ change })
    await world.answer([{ ...refusal, message: 'Cost center 500 is closed.' }], { change })
    await world.run({ change })

    expect(await world.errors()).toMatchObject([
      {
        ...{ 'document-id': id, 'document-type': 'InvoiceHeader', resolved: false, 'contact-alert-type': 'Functional' },
        responses: [{ 'response-code': 'NO_COST_CENTER', 'response-message': 'Cost center 500 is closed.' }],
      },
    ])
  })

  it('gives the history the number of the document at the consumer', async () => {
    await using world = await createMonitoredWorld({ records: { invoices: 100 } })
    const [id = 0] = world.due
    await world.run({ change })
    const before = await world.history()

    await world.answer([{ id: String(id), outcome: 'accepted', values: { documentNumber: '5100004711' } }], { change })
    await world.run({ change })

    const [record] = await world.history()
    const shown = await world.connection.resource<string>('integration_history_records').get(Number(record?.id))
    expect(before).toEqual([])
    expect(record).toMatchObject({ 'document-id': id })
    expect(shown).toMatchObject({ 'external-id': '5100004711' })
  })

  it('resolves the refusal when the consumer accepts, and not when the record is delivered again', async () => {
    await using world = await createMonitoredWorld({ records: { invoices: 100 } })
    const [id = 0] = world.due
    await world.run({ change })
    await world.answer([{ id: String(id), outcome: 'refused', code: 'CLOSED', message: 'It is closed.' }], { change })
    await world.run({ change })

    await world.run({ change, ids: [id], trigger: 'retry' })
    const whileWaiting = await world.errors()
    await world.answer([{ id: String(id), outcome: 'accepted' }], { change })
    await world.run({ change })

    expect(whileWaiting).toMatchObject([{ resolved: false }])
    expect(await world.errors()).toMatchObject([{ resolved: true }])
  })
})
