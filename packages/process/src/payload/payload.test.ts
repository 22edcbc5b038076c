import { describe, expect, it } from 'vitest'
import { parseDefinition } from '../checks/parse-definition.ts'
import { parseLoad } from '../load/parse-load.ts'
import { sourceHashOf } from '../load/source-hash.ts'
import { createLoad } from '../load/templates/create-load.ts'
import { createMapper } from '../mapping/create-mapper.ts'
import { createDefinition } from '../templates/create-definition.ts'
import { createPayloadMaker } from './create-payload-maker.ts'
import { editRecord } from './edit-record.ts'
import { loadPayload } from './load-payload.ts'

const record = {
  id: 7,
  'invoice-number': 'INV-7',
  supplier: { number: 'S-1', 'cxml-secret': 'hush' },
  'invoice-lines': [{ id: 1, description: 'For Ada: a desk', total: '10.00' }],
}

/** The maker and the mapper of flat columns over the lines of an invoice. */
function makerOf(columns: Readonly<Record<string, unknown>>) {
  const made = createDefinition({ template: 'E01', destination: 'files' })
  const mapping = { shape: 'flat', each: 'invoice-lines', columns }
  const definition = parseDefinition({ ...made, mapping, destination: { format: 'csv' } })
  const mapper = createMapper(definition, { hashKey: 'key' })
  return { mapper, payloadOf: createPayloadMaker(definition, mapper.shape) }
}

describe('the payload of a failure', () => {
  it('has the record as it was read and its rows by their columns', async () => {
    const { mapper, payloadOf } = makerOf({ number: '^.invoice-number', total: 'total' })

    expect(payloadOf(record, await mapper.map(record))).toEqual({
      source: { ...record, supplier: { number: 'S-1', 'cxml-secret': '***' } },
      mapped: { invoice: [{ number: 'INV-7', total: '10.00' }] },
    })
  })

  it.each([
    ['hash', { path: 'description', sensitive: 'hash' }],
    ['mask', { path: 'description', sensitive: 'mask' }],
    ['drop', { path: 'description', sensitive: 'drop' }],
    ['an expression', { expr: '$uppercase(description)', sensitive: 'mask' }],
    ['an expression over the whole record', { expr: '$string($record)', sensitive: 'hash', as: 'text' }],
  ])('hides what a sensitive column is made of: %s', async (_name, text) => {
    const { mapper, payloadOf } = makerOf({ id: 'id', text })

    const payload = JSON.stringify(payloadOf(record, await mapper.map(record)))

    expect(payload).not.toContain('Ada')
    expect(payload).not.toContain('hush')
    expect(payload).toContain('***')
  })

  it('cuts what is large, and says so', () => {
    const { payloadOf } = makerOf({ id: 'id' })
    const lines = Array.from({ length: 5000 }, (_, id) => ({ id, description: 'x'.repeat(300) }))

    const payload = payloadOf({ ...record, 'invoice-lines': lines })

    expect(payload).toMatchObject({ isCut: true, source: { 'invoice-number': 'INV-7' } })
    expect(JSON.stringify(payload).length).toBeLessThan(70_000)
    expect(JSON.stringify(payload)).toContain('… (5,000 items)')
  })
})

const load = parseLoad({ ...createLoad({ template: 'L09', source: 'files', format: 'csv' }) })
const wrong = { number: 'N-1', name: 'Initech', status: 'actve' }

describe('the payload of a record of a load', () => {
  it('has the faults that the mapping finds', async () => {
    expect(await loadPayload(load, wrong, { doesNullClear: false })).toMatchObject({
      source: wrong,
      faults: [{ field: 'status', code: 'NOT_A_CHOICE' }],
    })
  })

  it('hides columns with the names of secrets, and corrections leave them as they are', async () => {
    const before = { ...wrong, 'cxml-secret': 'hush' }
    const shown = await loadPayload(load, before, { doesNullClear: false })

    expect(shown.source).toEqual({ ...wrong, 'cxml-secret': '***' })
    const given = { ...(shown.source as object), status: 'active' }
    expect(await editRecord(load, { fields: before, doesNullClear: false }, given)).toMatchObject({
      fields: { ...wrong, status: 'active', 'cxml-secret': 'hush' },
      changed: ['status'],
    })
  })
})

describe('a corrected record', () => {
  it('is refused with every fault', async () => {
    const given = { number: '', name: 'Initech', status: 'actve' }

    const edited = await editRecord(load, { fields: wrong, doesNullClear: false }, given)

    expect(edited).toMatchObject({ faults: [{ field: 'status' }, { code: 'KEY_MISSING' }] })
  })

  it('corrected again takes the place of the record of the input', async () => {
    const sourceHash = sourceHashOf({ number: 'N-1', status: 'other' })

    const edited = await editRecord(
      load,
      { fields: wrong, doesNullClear: false, sourceHash },
      { ...wrong, status: 'active' },
    )

    expect(edited).toMatchObject({ sourceHash, key: '["N-1"]' })
  })

  it('takes the place of equal records in whatever order their columns are', () => {
    expect(sourceHashOf({ a: '1', b: { c: null, d: 2 } })).toBe(sourceHashOf({ b: { d: 2, c: null }, a: '1' }))
    expect(sourceHashOf({ a: '1' })).not.toBe(sourceHashOf({ a: '2' }))
  })
})
