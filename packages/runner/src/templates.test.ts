import { createDefinition, createMapper, findTemplate, listTemplates, parseDefinition } from '@coupa-connector/process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { previewRecords } from './preview-records.ts'
import { machineClock } from './testing/invoice-run.ts'
import { createWorld, type World } from './testing/world.ts'

/** Destinations with the shapes that they take. */
const targets = [
  ['files', undefined, 'ndjson'],
  ['files', undefined, 'csv'],
  ['files', 'tables', 'parquet'],
  ['postgresql', undefined, undefined],
  ['http', undefined, undefined],
] as const

const resources: Readonly<Record<string, string>> = {
  E19: 'currencies',
  E20: 'suppliers',
  E22: 'custom_objects/7/object_instances',
}

const previews = listTemplates().flatMap(({ id, files }) =>
  targets
    .filter(([destination]) => files === undefined || destination === 'files')
    .map(([destination, shape, format]) => ({
      template: id,
      destination,
      shape,
      format,
      resource: resources[id],
    })),
)

describe('a preview of a template', () => {
  let world: World
  beforeAll(async () => {
    world = await createWorld({ records: 60 })
  })
  afterAll(() => world[Symbol.asyncDispose]())

  it.each(previews)('shows records: $template to $destination as $shape $format', async (wanted) => {
    const definition = parseDefinition(createDefinition(wanted))
    const mapper = createMapper(definition, { hashKey: 'key' })
    const { connection, sandbox } = world
    sandbox.control.resetLog()

    const shown = []
    for await (const preview of previewRecords({ definition, connection, mapper, records: 3, clock: machineClock })) {
      shown.push(preview)
    }

    expect(shown.length).toBeGreaterThan(0)
    expect(shown.flatMap(({ failure }) => failure ?? [])).toEqual([])
    const paths = sandbox.requests.filter(({ path }) => path.startsWith('/api/'))
    expect(paths.every(({ method }) => method === 'GET')).toBe(true)
  })
})

const marking = listTemplates().filter(({ acknowledge }) => acknowledge !== 'none')

describe('a run of a template that acknowledges', () => {
  it.each(marking)('$id delivers what is due, marks it, and then has nothing to do', async ({ id, resource = '' }) => {
    await using world = await createWorld({ records: 60 })

    const first = await world.run({ template: id })
    const second = await world.run({ template: id })

    expect(first).toMatchObject({
      outcome: 'succeeded',
      delivered: first.read,
      acknowledged: first.read,
      waiting: 0,
      marksNotKept: 0,
    })
    expect(first.delivered).toBeGreaterThan(0)
    expect(second).toMatchObject({ outcome: 'succeeded', delivered: 0, acknowledged: 0, acknowledgedEarlier: 0 })
    const marks = world.sandbox.requests.filter(({ method }) => method === 'PUT')
    expect(marks.length).toBe(first.delivered)
    expect(marks.every(({ path }) => path.startsWith(`/api/${resource}/`))).toBe(true)
  })
})

describe('suppliers collected in Coupa (E09)', () => {
  it.each(['mark', 'ignore'])(
    'are delivered once each, whether Coupa keeps the time of the export or not: %s',
    async (value) => {
      await using world = await createWorld({ records: 40, quirks: { 'exported-without-flag': value } })
      const ids = world.sandbox.control.ids('supplier_information')

      const first = await world.run({ template: 'E09' })
      const idle = await world.run({ template: 'E09' })
      world.sandbox.control.update('supplier_information', ids[3] ?? 0, { name: 'Renamed Ltd' })
      const second = await world.run({ template: 'E09' })

      const notKept = value === 'mark' ? 0 : 1
      expect(first).toMatchObject({ outcome: 'succeeded', delivered: 40, acknowledged: 40, marksNotKept: 40 * notKept })
      expect(idle).toMatchObject({ outcome: 'succeeded', delivered: 0 })
      expect(second).toMatchObject({ outcome: 'succeeded', delivered: 1, acknowledged: 1, marksNotKept: notKept })
      expect((await world.delivered()).at(-1)).toMatchObject({ id: ids[3], name: 'Renamed Ltd' })
    },
  )

  it.each(['omit', 'show'])('are the same whether fields without a value are left out or not: %s', async (value) => {
    await using world = await createWorld({ records: 20, quirks: { 'supplier-information-nulls': value } })

    const first = await world.run({ template: 'E09' })

    expect(first).toMatchObject({ outcome: 'succeeded', delivered: 20, refused: 0 })
  })

  it('are delivered again when they changed between the read and the mark', async () => {
    await using world = await createWorld({ records: 20 })
    const [id = 0] = world.sandbox.control.ids('supplier_information')
    let isChanged = false
    const onStep = () => {
      if (!isChanged) world.sandbox.control.update('supplier_information', id, { name: 'Meanwhile Ltd' })
      isChanged = true
    }

    const first = await world.run({ template: 'E09', onStep })
    const second = await world.run({ template: 'E09' })

    expect(first).toMatchObject({ changedMeanwhile: 1, acknowledged: 19 })
    expect(second).toMatchObject({ delivered: 1, acknowledged: 1 })
    expect((await world.delivered()).at(-1)).toMatchObject({ id, name: 'Meanwhile Ltd' })
  })
})

describe('payments (E11)', () => {
  const completed = { status: 'completed_successfully' }

  it('are delivered when they are completed, also those that something else marked before', async () => {
    await using world = await createWorld({ records: 60 })
    const payments = world.connection.resource('coupa_pay/payments')
    const [under] = await payments.query({ where: { status: 'payment_in_progress' }, limit: 1 }).toArray()
    const id = Number(under?.id)
    await payments.markExported(id)
    await world.run({ template: 'E11' })
    const before = (await world.delivered()).map((payment) => payment.id)

    world.sandbox.control.update('coupa_pay/payments', id, completed)
    const receipt = await world.run({ template: 'E11' })
    const idle = await world.run({ template: 'E11' })

    expect(before).not.toContain(id)
    expect(receipt).toMatchObject({ outcome: 'succeeded', delivered: 1, acknowledged: 1 })
    expect((await world.delivered()).at(-1)).toMatchObject({ id, ...completed })
    expect(idle).toMatchObject({ delivered: 0, acknowledged: 0, acknowledgedEarlier: 0 })
  })

  it('are delivered a second time when a payment that was exported in progress is completed', async () => {
    await using world = await createWorld({ records: 60 })
    const where = { status: { in: ['payment_in_progress', 'completed_successfully', 'completed_with_errors'] } }
    const run = async () => await world.run({ template: 'E11', change: { source: { where } } })
    await run()
    const [first] = (await world.delivered()).filter(({ status }) => status === 'payment_in_progress')
    const id = Number(first?.id)

    world.sandbox.control.update('coupa_pay/payments', id, completed)
    const receipt = await run()

    const versions = (await world.delivered()).filter((payment) => payment.id === id)
    expect(receipt).toMatchObject({ delivered: 1, acknowledged: 1 })
    expect(versions.map(({ status }) => status)).toEqual(['payment_in_progress', 'completed_successfully'])
  })
})

describe('payables of invoices (E14)', () => {
  it('that changed between the read and the mark come again, although their mark cannot be taken back', async () => {
    await using world = await createWorld({ records: 20 })
    const [id = 0] = world.sandbox.control.ids('payables/invoices')
    let isChanged = false
    const onStep = () => {
      if (!isChanged) world.sandbox.control.update('payables/invoices', id, { 'paid-amount': '12.34' })
      isChanged = true
    }

    const first = await world.run({ template: 'E14', onStep })
    const second = await world.run({ template: 'E14' })

    expect(first).toMatchObject({ outcome: 'succeeded', changedMeanwhile: 1 })
    expect(second).toMatchObject({ delivered: 1, acknowledged: 1 })
    expect((await world.delivered()).at(-1)).toMatchObject({ id, 'paid-amount': '12.34' })
  })
})

describe('ship notices (E15)', () => {
  it.each(['apart', 'same'])(
    'are marked by their export flag, which may be the exported flag or not: %s',
    async (value) => {
      await using world = await createWorld({ records: 40, quirks: { 'ship-notice-flag': value } })

      const first = await world.run({ template: 'E15' })
      const idle = await world.run({ template: 'E15' })

      const left = await world.connection
        .resource('asn/headers')
        .query({ where: { status: 'pending_receipt', 'export-flag': false }, limit: 1 })
        .toArray()
      expect(first.acknowledged).toBeGreaterThan(0)
      expect(idle).toMatchObject({ read: 0, delivered: 0 })
      expect(left).toEqual([])
    },
  )
})

describe('card statements (E12)', () => {
  it('are chosen by a status that no answer shows', async () => {
    await using world = await createWorld({ records: 60 })
    const statements = world.connection.resource('coupa_pay/statements')

    const receipt = await world.run({ template: 'E12' })

    const all = await statements.query({ limit: 60 }).toArray()
    expect(receipt.delivered).toBeGreaterThan(0)
    expect(receipt.delivered).toBeLessThan(all.length)
    expect(all.some((statement) => 'status' in statement)).toBe(false)
    expect(findTemplate('E12')?.where).toEqual({ status: 'approved_for_payment' })
  })
})
