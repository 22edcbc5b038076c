import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLineBuffer } from './line-buffer.ts'

function encode(lines: readonly string[]): Uint8Array {
  const buffer = createLineBuffer()
  for (const line of lines) buffer.add(line)
  return buffer.bytes()
}

describe('createLineBuffer', () => {
  it('has the bytes that the lines have as one text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (lines) => {
        expect(encode(lines)).toEqual(Buffer.from(lines.map((line) => `${line}\n`).join('')))
      }),
    )
  })

  it('grows with what is added', () => {
    const lines = ['€'.repeat(100_000), '', 'a'.repeat(300_000), '𝄞'.repeat(50_000)]

    expect(encode(lines)).toEqual(Buffer.from(`${lines.join('\n')}\n`))
  })
})
