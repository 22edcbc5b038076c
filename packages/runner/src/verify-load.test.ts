import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLoadFolder } from './load/state/folder/open-load-folder.ts'
import { hastyClock, type LoadChange, loadDefinition } from './testing/load-files.ts'
import { createLoadWorld, type LoadWorld } from './testing/load-world.ts'
import { type LoadVerification, verifyLoad } from './verify-load.ts'

let world: LoadWorld
beforeAll(async () => {
  world = await createLoadWorld({ records: 30 })
})
afterAll(async () => await world[Symbol.asyncDispose]())

let states = 0

/** Loads rows with a state of their own; answers with a function that compares them with Coupa. */
async function loaded(
  template: string,
  rows: readonly (readonly string[])[],
  change: LoadChange = {},
): Promise<() => Promise<LoadVerification>> {
  states += 1
  const folder = `${world.folder}/verified-${states}`
  const file = await world.writeRows(`${template}-${states}.csv`, rows)
  const definition = loadDefinition(template, change)
  const options = { definition, connection: world.connection }
  await using state = openLoadFolder(folder, { now: Date.now })
  const receipt = await world.load(file, { template, change, state, clock: hastyClock })
  expect(receipt.failed + receipt.held + receipt.unknown).toBe(0)
  return async () => {
    await using again = openLoadFolder(folder, { now: Date.now })
    return await verifyLoad({ ...options, state: again })
  }
}

const supplierHeader = ['number', 'name', 'status', 'payment-term.code']

describe('verifyLoad', () => {
  it('finds nothing where Coupa is as it was loaded, and only reads', async () => {
    const rows = Array.from({ length: 120 }, (_, i) => [`V-${i}`, `Verified ${i}`, 'active', 'N30'])
    const verify = await loaded('L09', [supplierHeader, ...rows])
    world.sandbox.control.resetLog()

    expect(await verify()).toEqual({ records: 120, differing: 0, differences: [] })

    expect(world.sandbox.requests.filter(({ method, path }) => method !== 'GET' && path !== '/oauth2/token')).toEqual(
      [],
    )
    expect(world.sandbox.requests.filter(({ method }) => method === 'GET').length).toBeLessThanOrEqual(5)
  })

  it('names what somebody changed, made anew under another id, or took away', async () => {
    const rows = ['W-1', 'W-2', 'W-3', 'W-4'].map((number) => [number, `Inc. ${number}`, 'active', 'N30'])
    const verify = await loaded('L09', [supplierHeader, ...rows])
    const suppliers = world.connection.resource<string>('suppliers')
    const found = await world.records('suppliers', { number: { in: ['W-1', 'W-2', 'W-3'] } }, ['id', 'number'])
    const idOf = (number: string): string => String(found.find((one) => one.number === number)?.id)
    await suppliers.update(idOf('W-1'), { name: 'Somebody else', 'payment-term': { code: 'N60' } })
    await suppliers.update(idOf('W-2'), { number: 'W-2-OLD' })
    await suppliers.update(idOf('W-3'), { number: 'W-3-OLD', name: 'Inc. before' })
    const anew = await suppliers.create({
      number: 'W-3',
      name: 'Inc. W-3',
      status: 'active',
      'payment-term': { code: 'N30' },
    })

    const { records, differing, differences } = await verify()

    expect({ records, differing }).toEqual({ records: 4, differing: 3 })
    expect(differences).toEqual([
      {
        ...{ key: 'W-1', id: idOf('W-1'), code: 'RECORD_CHANGED', message: 'It differs in name, payment-term.code.' },
        changed: {
          name: { old: 'Somebody else', new: 'Inc. W-1' },
          'payment-term.code': { old: 'N60', new: 'N30' },
        },
      },
      { key: 'W-2', id: idOf('W-2'), code: 'RECORD_GONE', message: expect.stringContaining('no record with this key') },
      {
        ...{ key: 'W-3', id: idOf('W-3'), code: 'RECORD_REPLACED' },
        message: `Another record has the key now: ${String(anew.id)} in place of ${idOf('W-3')}.`,
      },
    ])
  })

  it('compares fields of the second pass, and rates that the load itself would never change', async () => {
    const users = await loaded('L13', [
      ['employee-number', 'login', 'email', 'firstname', 'lastname', 'active', 'manager.login'],
      ['H-1', 'ada', 'ada@example.com', 'Ada', 'Byron', 'true', 'bob'],
      ['H-2', 'bob', 'bob@example.com', 'Bob', 'Cole', 'true', 'ada'],
    ])
    const rates = await loaded('L07', [
      ['from-currency.code', 'to-currency.code', 'rate-date', 'rate'],
      ['USD', 'EUR', '2031-01-01', '0.91'],
    ])
    const [ada] = await world.records('users', { 'employee-number': 'H-1' }, ['id'])
    await world.connection.resource<string>('users').update(String(ada?.id), { manager: null })
    const [rate] = await world.records('exchange_rates', { 'rate-date': { gt: '2030-12-01' } }, ['id'])
    await world.connection.resource<string>('exchange_rates').update(String(rate?.id), { rate: '0.5' })

    expect((await users()).differences).toMatchObject([{ key: 'H-1', changed: { 'manager.login': { new: 'bob' } } }])
    expect((await rates()).differences).toMatchObject([{ code: 'RECORD_CHANGED', changed: { rate: { new: '0.91' } } }])
  })

  it('finds records below others, and says of them what is gone', async () => {
    const [supplier] = await world.records('suppliers', { status: 'active' }, ['id', 'number'])
    const verify = await loaded('L10', [
      ['supplier.number', 'remit-to-code', 'street1', 'city', 'postal-code', 'country.code'],
      [String(supplier?.number), 'R-1', '1 Main St', 'Austin', '78701', 'US'],
    ])
    expect(await verify()).toMatchObject({ records: 1, differing: 0 })
    const at = world.connection.resource<string>(`suppliers/${String(supplier?.id)}/addresses`)
    const [address] = await at.query({ where: { 'remit-to-code': 'R-1' }, fields: ['id'], limit: 1 }).toArray()
    await at.update(String(address?.id), { city: 'Dallas' })

    expect((await verify()).differences).toMatchObject([{ changed: { city: { old: 'Dallas', new: 'Austin' } } }])
  })

  it('finds payments on their invoices, and those that are not there any more', async () => {
    const [invoice] = await world.records('invoices', { status: 'approved' }, ['id', 'invoice-number', 'supplier'])
    const supplier = Object(invoice?.supplier) as { readonly number?: string }
    const verify = await loaded('L23', [
      ['invoice-number', 'supplier.number', 'payments.payment-date', 'payments.check-number', 'payments.amount-paid'],
      [String(invoice?.['invoice-number']), String(supplier.number), '2026-11-02', 'CH-9', '10.00'],
    ])
    expect(await verify()).toMatchObject({ records: 1, differing: 0 })
    world.sandbox.control.update('invoices', Number(invoice?.id), { payments: [] })

    expect((await verify()).differences).toMatchObject([{ code: 'RECORD_CHANGED', message: 'It differs in payments.' }])
  })

  it('refuses a load that has no key, and one of what Coupa does not show', async () => {
    const without = { definition: loadDefinition('L09', { destination: { key: [] } }), connection: world.connection }
    await using state = openLoadFolder(`${world.folder}/verified-none`, { now: Date.now })

    await expect(verifyLoad({ ...without, state })).rejects.toMatchObject({ code: 'CANNOT_VERIFY' })
  })
})
