import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describe, it } from 'vitest'
import { smallBytes } from '../answer-budget.ts'
import { runAtOnce } from '../work.ts'
import { decodeJson } from './decode-json.ts'
import { readJson } from './read-json.ts'

const read = (text: string) => runAtOnce(readJson(text))

/** The slow way to the same values: the engine tells where in the text each of them stands. */
function reference(text: string): unknown {
  return JSON.parse(text, (_name, value: unknown, context?: { readonly source?: string }) => {
    const source = context?.source ?? ''
    if (typeof value !== 'number') return value
    const isExact = !source.includes('.') && (source.length <= 15 || Number.isSafeInteger(value))
    return isExact && Number.isFinite(value) ? value : source
  })
}

const blank = fc.constantFrom('', '', ' ', '\n  ', '\r\n\t')
const number = fc.oneof(
  fc.integer().map(String),
  fc.constantFrom('0', '-0', '0.0', '12.50', '-7.10', '1e5', '1.5E-7', '2E+3', '1e400', '-1e400', '9007199254740993'),
  fc.constantFrom('9007199254740991', '12345678901234567890', '1'.repeat(500), '1000000000000000', '5e-324'),
)
const string = fc.oneof(
  fc.string({ unit: 'binary' }).map((value) => JSON.stringify(value)),
  fc.constantFrom('"12.50"', '"\\": 3.5"', '"c:\\\\1.5"', '"4111111111111111"', '"\\u0041\\/"', '"[{,:"', '"\\ud83d"'),
)
const name = fc.oneof(string, fc.constantFrom('"id"', '"id"', '"__proto__"', '"constructor"', '"1"', '"invoice-lines"'))
const { value } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium' },
    number,
    string,
    fc.constantFrom('true', 'false', 'null', '[]', '{}', '[ ]'),
    fc.array(tie('value'), { maxLength: 4 }).map((items) => `[${items.join()}]`),
    fc
      .array(fc.tuple(name, blank, tie('value')), { maxLength: 4 })
      .map((members) => `{${members.map(([key, gap, member]) => `${key}${gap}:${gap}${member}`).join()}}`),
  ),
}))
/** Any JSON text, as a text: not every one of them is what `JSON.stringify` gives. */
const document = fc
  .tuple(blank, value, blank)
  .map((parts) => parts.join(''))
  .filter((text) => !text.includes('?"'))
const damage = fc.constantFrom('"', '\\', ',', ':', '[', ']', '{', '}', '.', '0', '-', 'e', ' ', 'x', '\u0001', 'null')

const outcomeOf = (decode: () => unknown) => {
  try {
    return { value: decode() }
  } catch {
    return 'refused'
  }
}

describe('readJson', () => {
  it('gives what the engine gives, with exact numbers', () => {
    fc.assert(
      fc.property(document, (text) => {
        assert.deepStrictEqual(read(text), reference(text))
      }),
      { numRuns: 1000 },
    )
  })

  it('refuses what the engine refuses, wherever a text is damaged', () => {
    fc.assert(
      fc.property(document, fc.nat(), fc.nat(3), damage, (text, position, removed, inserted) => {
        const at = position % (text.length + 1)
        const damaged = text.slice(0, at) + inserted + text.slice(at + removed)
        fc.pre(!damaged.includes('?"'))

        assert.deepStrictEqual(
          outcomeOf(() => read(damaged)),
          outcomeOf(() => reference(damaged)),
        )
      }),
      { numRuns: 3000 },
    )
  })
})

describe('decodeJson', () => {
  it('gives the same for a small body and for a large one', () => {
    const large = ' '.repeat(smallBytes)

    fc.assert(
      fc.property(document, (text) => {
        const expected = reference(text.toWellFormed())

        assert.deepStrictEqual(decodeJson(Buffer.from(text)), expected)
        assert.deepStrictEqual(decodeJson(Buffer.from(large + text)), expected)
      }),
    )
  })
})
