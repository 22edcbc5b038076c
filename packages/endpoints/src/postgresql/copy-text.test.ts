import { describe, expect, it } from 'vitest'
import { copyLine } from './copy-text.ts'

const copied = (cell: string, isJson: boolean) => copyLine([cell], () => ({ name: 'invoice.fields', isJson }))
/** As it stands in a statement of COPY, where a backslash is two. */
const statement = (text: string) => `${text.replaceAll('\\', '\\\\')}\n`

describe('copyLine', () => {
  it.each([
    ['half of a pair', JSON.stringify({ a: 'x\ud83d' }), '{"a":"x\\ufffd"}'],
    ['the other half', JSON.stringify(['\udc00y']), '["\\ufffdy"]'],
    ['a whole pair', JSON.stringify({ a: '😀' }), '{"a":"😀"}'],
    ['a text that only looks like an escape', JSON.stringify({ a: '\\ud83d' }), '{"a":"\\\\ud83d"}'],
  ])('gives the server %s in JSON as it takes it', (_, json, expected) => {
    expect(copied(json, true)).toBe(statement(expected))
  })

  it('leaves a text as it is that looks like an escape', () => {
    expect(copied('\\ud83d', false)).toBe(statement('\\ud83d'))
  })
})
