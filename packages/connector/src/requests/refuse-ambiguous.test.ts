import { describe, expect, it } from 'vitest'
import { RecordInvalidError } from '../errors/record-invalid-error.ts'
import { refuseAmbiguous } from './refuse-ambiguous.ts'

describe('refuseAmbiguous', () => {
  it.each([
    [
      'a field in two spellings',
      { 'po-method': 'email', po_method: 'prompt' },
      'po_method',
      'the same field as "po-method"',
    ],
    ['one in a line', { lines: [{ 'a-b': 1, a_b: 2 }] }, 'lines[0].a_b', 'give it once'],
    ['a custom field twice', { 'custom-fields': { a_b: 1, 'a-b': 2 } }, 'custom-fields.a-b', 'the same field as "a_b"'],
    [
      'a number that JavaScript has rounded',
      { supplier: { id: 2 ** 53 } },
      'supplier.id',
      'is 9007199254740992, beyond',
    ],
    ['a number in a list', { ids: [1, 1e21] }, 'ids[1]', 'is 1e+21, beyond'],
  ])('refuses %s', (_, record, field, reason) => {
    expect(() => refuseAmbiguous(record, 'json')).toThrow(RecordInvalidError)
    expect(() => refuseAmbiguous(record, 'json')).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ field, reason: expect.stringContaining(reason) }) }),
    )
  })

  it.each([
    [{ 'a-b': 1, a_b: undefined }],
    [{ id: Number.MAX_SAFE_INTEGER, price: 1.5, big: 12345678901234567890n, text: '12345678901234567890' }],
    [{ _delete: true, delete: 1 }],
  ])('lets %o pass', (record) => {
    expect(() => refuseAmbiguous(record, 'xml')).not.toThrow()
  })
})
