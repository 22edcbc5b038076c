import { quirks } from '@coupa-connector/sandbox'
import { describe, expect, it } from 'vitest'
import { createLeapingClock, type LeapingClock } from './support/leaping-clock.ts'
import { collect, startWorld, type World } from './support/start-world.ts'

/** What the organization itself makes impossible; everything else must work as it does without the quirk. */
const impossible = {
  'unknown-custom-field=ignore': 'a custom field that nobody set up is not kept',
} as const

/** A page of thirteen stands for all caps that are not the documented one. */
const cases = quirks.flatMap(({ name, values }) => values.map((value) => ({ name, value: value.replace('N', '13') })))

describe.each(cases)('with the quirk $name=$value', ({ name, value }) => {
  const start = (clock?: LeapingClock): Promise<World> =>
    startWorld({
      sandbox: { records: { default: 10, invoices: 55 }, rateLimit: false, quirks: { [name]: value } },
      ...(clock ? { clock } : {}),
    })

  it.each(['json', 'xml'] as const)('reads, finds nothing, and gets as %s', async (format) => {
    await using world = await start()
    const ids = world.sandbox.control.ids('invoices')
    const invoices = world.connection.resource('invoices')

    const stream = invoices.query({ fields: ['id', 'status', 'gross-total'], format })
    const records = await collect(stream)
    const none = await collect(invoices.query({ where: { 'invoice-number': 'no such number' }, format }))
    const one = await invoices.get(ids[0] ?? 0, { format })

    expect(records.map(({ id }) => id)).toEqual(ids)
    for (const record of records) expect(['string', 'object']).toContain(typeof record['gross-total'])
    expect((await stream.receipt).complete).toBe(true)
    expect(none).toEqual([])
    expect(one.id).toBe(ids[0])
  })

  it.each(['json', 'xml'] as const)('creates, changes, marks and refuses as %s', async (format) => {
    await using world = await start()
    const suppliers = world.connection.resource('suppliers')
    const invoices = world.connection.resource('invoices')
    const [invoiceId = 0] = world.sandbox.control.ids('invoices')
    const input = { name: 'Quirky Pumps', number: 'Q-1', 'custom-fields': { 'pump-class': 'A' } }

    const created = await suppliers.create(input, { format })
    const updated = await suppliers.update(created.id ?? 0, { website: 'https://pumps.example' }, { format })
    const kept = await suppliers.get(created.id ?? 0, { format })
    const marked = await invoices.markExported(invoiceId, { format })
    const refusal = suppliers.create({ name: '' }, { format })

    expect(created).toMatchObject({ via: 'answer', record: { name: 'Quirky Pumps', number: 'Q-1' } })
    expect(updated.record).toMatchObject({ id: created.id, website: 'https://pumps.example' })
    expect(JSON.stringify(kept).includes('pump-class')).toBe(!(`${name}=${value}` in impossible))
    expect(marked.record?.exported).toBe(true)
    await expect(refusal).rejects.toThrow("Name can't be blank")
  })

  it('makes one record although the answer is lost', async () => {
    await using world = await start()
    const before = world.sandbox.control.ids('suppliers').length
    world.sandbox.control.fault({ kind: 'drop-answer', method: 'POST' })

    const created = await world.connection.resource('suppliers').create({ name: 'Lost Pumps', number: 'Q-2' })

    expect(created.record).toMatchObject({ number: 'Q-2' })
    expect(world.sandbox.control.ids('suppliers')).toHaveLength(before + 1)
  })

  it('gets through refusals by the rate limit', async () => {
    await using world = await start()
    world.sandbox.control.fault({ kind: 'too-many-requests', times: 2, retryAfterSeconds: 1 })

    const departments = await collect(world.connection.resource('departments').query())

    expect(departments.map(({ id }) => id)).toEqual(world.sandbox.control.ids('departments'))
  })

  it.each(['json', 'xml'] as const)('passes the connection test in %s', async (format) => {
    // The limits of the stages are longer than the five seconds that a fresh token may want.
    await using world = await start(createLeapingClock({ longestWaitMs: 5_500 }))

    const report = await world.connection.test({ format, probes: ['invoices', 'suppliers'] }).report

    expect(report).toMatchObject({ outcome: 'OK', missingScopes: [] })
  })
})
