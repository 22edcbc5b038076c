import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hastyClock } from '../testing/load-files.ts'
import { createLoadWorld, type LoadWorld } from '../testing/load-world.ts'

type Row = Readonly<Record<string, string>>

// Templates that no story of its own loads: one record of each, in one organization.

let world: LoadWorld
let supplier: string
let login: string
let invoice: string
beforeAll(async () => {
  world = await createLoadWorld({ records: 30 })
  supplier = String((await world.records('suppliers', { status: 'active' }, ['id', 'number']))[0]?.number)
  login = String((await world.records('users', { active: true }, ['id', 'login']))[0]?.login)
  invoice = String(world.sandbox.control.ids('invoices')[0])
  const integration = { code: 'ERP_INVOICES', name: 'ERP invoices', direction: 'from_coupa' }
  await world.connection.resource<string>('integrations').create(integration)
})
afterAll(async () => await world[Symbol.asyncDispose]())

const rows: Readonly<Record<string, () => Row>> = {
  L04: () => ({ name: 'Plant 7', description: 'Who works in plant 7' }),
  L11: () => ({ 'supplier.number': supplier, code: 'SITE-7', name: 'Harbour', active: 'true' }),
  L12: () => ({
    ...{ 'location-code': 'DOCK-7', name: 'Dock 7', street1: '7 Quay' },
    ...{ city: 'Kiel', 'postal-code': '24103', 'country.code': 'DE' },
  }),
  L14: () => ({ name: 'Buyers of plant 7', active: 'true', 'users.login': login }),
  L16: () => ({ number: 'CT-7', name: 'Steel', 'supplier.number': supplier, 'currency.code': 'USD' }),
  L18: () => ({ name: 'No travel', 'error-message': 'Not here.', 'account-type.name': 'US Main', active: 'true' }),
  L25: () => ({ 'source-reference': 'AP-7', 'source-name': 'ERP', 'document-number': 'D-7', 'currency.code': 'USD' }),
  L26: () => ({ name: 'Dock extension', 'currency.code': 'USD', active: 'true' }),
  L27: () => ({ 'asn-number': 'ASN-7', 'supplier.number': supplier, carrier: 'dhl' }),
  L29: () => ({ number: 'DE123456789', 'country.code': 'DE', active: 'true' }),
  L30: () => ({ name: 'Harbour Ltd', abbreviation: 'HL', 'currency.code': 'USD', active: 'true' }),
  L32: () => ({
    ...{ 'document-type': 'InvoiceHeader', 'document-id': invoice, 'external-id': 'ERP-7', status: 'Success' },
    ...{ 'integration.code': 'ERP_INVOICES', 'responses.response-code': '0', 'responses.response-message': 'Posted' },
  }),
}

describe('a template of a load', () => {
  it.each(Object.entries(rows))(
    'creates a record, knows it, and finds it without knowing it: %s',
    async (template, make) => {
      const row = make()
      const lines = [Object.keys(row), Object.values(row)]
      const options = { template, clock: hastyClock }
      const file = await world.writeRows(`${template}-1.csv`, lines)

      const first = await world.load(file, options)
      const again = await world.load(await world.writeRows(`${template}-2.csv`, lines), options)
      const forgotten = { ...options, isForgotten: true }
      const found = await world.load(await world.writeRows(`${template}-3.csv`, lines), forgotten)

      expect((await world.results(file)).map(({ outcome, code, message }) => [outcome, code, message])).toEqual([
        ['created', undefined, undefined],
      ])
      expect(first).toMatchObject({ outcome: 'succeeded', created: 1 })
      expect(again).toMatchObject({ unchanged: 1, requests: 0 })
      expect(found).toMatchObject({ outcome: 'succeeded', created: 0, failed: 0, unknown: 0 })
    },
  )

  it('decides approvals, each once: L31', async () => {
    const waiting = (await world.records('approvals', { status: 'pending_approval' }, ['id', 'status'])).slice(0, 2)
    const [one, two] = waiting.map(({ id }) => String(id))
    const lines = [
      ['id', 'decision', 'reason'],
      [one ?? '', 'approve', ''],
      [two ?? '', 'reject', 'Too dear'],
    ]
    const options = { template: 'L31', clock: hastyClock }

    const file = await world.writeRows('decisions.csv', lines)
    const first = await world.load(file, options)
    const again = await world.load(await world.writeRows('decisions-again.csv', lines), options)

    expect((await world.results(file)).map(({ outcome, message }) => [outcome, message])).toEqual([
      ['updated', undefined],
      ['updated', undefined],
    ])
    expect(first).toMatchObject({ outcome: 'succeeded', updated: 2 })
    expect(again).toMatchObject({ unchanged: 2, requests: 0 })
    const decided = await world.records('approvals', { id: { in: [Number(one), Number(two)] } }, ['id', 'status'])
    expect(decided.map(({ status }) => status)).toEqual(['approved', 'rejected'])
  })
})
