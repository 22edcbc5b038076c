import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { RecordInvalidError } from '../errors/record-invalid-error.ts'
import { secret } from '../secrets/secret.ts'
import { encodeJson } from './json/encode-json.ts'
import { toPlainRecord } from './sendable-value.ts'
import { encodeXml } from './xml/encode-xml.ts'

class Supplier {
  readonly name = 'Acme'
}

function selfContaining(): object {
  const value: Record<string, unknown> = { name: 'x' }
  value.parent = { child: [value] }
  return value
}

function deep(levels: number): object {
  return Array.from({ length: levels }).reduce<object>((inside) => ({ a: inside }), {})
}

const encoders = {
  json: (value: object) => encodeJson(value as never),
  xml: (value: object) => encodeXml(value as never, 'supplier'),
}

function refusalOf(format: 'json' | 'xml', value: object): RecordInvalidError {
  try {
    encoders[format](value)
  } catch (error) {
    if (error instanceof RecordInvalidError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe.each(['json', 'xml'] as const)('a record in %s', (format) => {
  it.each([
    ['a number that is none', { a: Number.NaN }, 'a', 'is NaN'],
    ['infinity', { a: [Number.NEGATIVE_INFINITY] }, 'a[0]', 'is -Infinity'],
    ['an invalid date', { a: new Date(Number.NaN) }, 'a', 'is an invalid date'],
    ['a function', { a: () => 1 }, 'a', 'is a function'],
    ['a symbol', { a: Symbol('x') }, 'a', 'is a symbol'],
    ['a map', { a: { b: new Map() } }, 'a.b', 'is an instance of Map'],
    ['a set', { a: new Set() }, 'a', 'is an instance of Set'],
    ['bytes', { a: Buffer.from('x') }, 'a', 'is an instance of Buffer'],
    ['a URL', { a: new URL('https://x.example') }, 'a', 'is an instance of URL'],
    ['a promise', { a: Promise.resolve(1) }, 'a', 'is an instance of Promise'],
    ['an instance of a class', { a: new Supplier() }, 'a', 'is an instance of Supplier'],
    ['a secret', { a: secret('canary') }, 'a', 'is an instance of Secret'],
    ['undefined in a list', { a: [1, undefined] }, 'a[1]', 'is undefined'],
    ['a hole in a list', { a: Array.from({ length: 2 }).fill(1, 1) }, 'a[0]', 'is undefined'],
    ['half a character', { a: 'x\ud800' }, 'a', 'U+D800 at position 1'],
    ['the other half', { a: '\udc00' }, 'a', 'U+DC00 at position 0'],
    ['half a character in a name', { '\ud800': 1 }, '\ud800', 'has a name that contains'],
    ['a record in itself', selfContaining(), 'parent.child[0]', 'contains itself'],
    ['a deep record', deep(200), expect.stringMatching(/^a(\.a)+$/), 'is nested deeper than 100 levels'],
  ])('refuses %s with code, field and reason', (_, value, field, reason) => {
    const error = refusalOf(format, value)

    expect(error.code).toBe('COUPA_RECORD_INVALID')
    expect(error.details).toMatchObject({ field, reason: expect.stringContaining(reason), format })
    expect(error.details.otherFormat).toBeUndefined()
    expect(error.message).not.toContain('canary')
  })

  it.each([[undefined], [null], [[]], ['x'], [7], [new Map()]])('refuses %j in place of a record', (value) => {
    expect(refusalOf(format, value as never).details.field).toBe('')
  })

  it('takes objects without a prototype and of another realm', () => {
    const bare = Object.assign(Object.create(null), { a: 1 })
    const foreign: object = runInNewContext('({ a: 1, at: new Date(0), list: [1] })')

    expect(toPlainRecord(bare, format)).toEqual({ a: 1 })
    expect(toPlainRecord(foreign, format)).toEqual({ a: 1, at: '1970-01-01T00:00:00.000Z', list: [1] })
  })

  it('takes the same object in two places', () => {
    const shared = { id: 1 }

    expect(toPlainRecord({ a: shared, b: [shared, shared] }, format)).toEqual({
      a: { id: 1 },
      b: [{ id: 1 }, { id: 1 }],
    })
  })
})

describe('a record that only JSON can carry', () => {
  it.each([
    ['a control character', { name: 'ctl\u0001x' }, 'name', 3],
    ['a null character', { a: { b: ['x\u0000'] } }, 'a.b[0]', 1],
    ['U+FFFE', { a: '\ufffe' }, 'a', 0],
    ['a name with a question mark', { 'custom-fields': { 'a?b': 1 } }, 'custom-fields.a?b', undefined],
    ['a name that begins with a digit', { '1a': 1 }, '1a', undefined],
    ['a name that is empty', { '': 1 }, '', undefined],
  ])('is refused in XML with a word about JSON: %s', (_, value, field, position) => {
    const error = refusalOf('xml', value)

    expect(error.details).toMatchObject({ field, format: 'xml', otherFormat: 'json' })
    expect(error.details.position).toBe(position)
    expect(error.suggestion).toContain('JSON')
    expect(error.advice).toEqual(['send-as-json'])
    expect(() => encoders.json(value)).not.toThrow()
  })
})

describe('a number in XML', () => {
  it.each([
    [1e21, '1000000000000000000000'],
    [1.5e-7, '0.00000015'],
    [-1e-9, '-0.000000001'],
    [0.1, '0.1'],
    [-0, '0'],
  ])('%d is written %s', (number, text) => {
    expect(encoders.xml({ n: number })).toContain(`>${text}</n>`)
  })
})
