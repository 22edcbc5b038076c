import { describe, expect, it } from 'vitest'
import type { Work } from '../format/work.ts'
import { redact } from '../secrets/redact.ts'
import { decodeWithoutLeak, withoutSecrets } from './without-secrets.ts'

const answer = (body: string) => ({
  status: 400,
  headers: {},
  bytes: Buffer.from(body),
  strike: (text: string) => redact(text, ['a&b/"c<ü']),
})

describe('withoutSecrets', () => {
  it.each([
    ['as it is', 'a&b/"c<ü'],
    ['in JSON', 'a&b/\\"c<ü'],
    ['in JSON as Rails writes it', 'a\\u0026b/\\"c\\u003c\\u00fc'],
    ['in JSON with every slash escaped', 'a&b\\/\\"c<ü'],
    ['percent-encoded', encodeURIComponent('a&b/"c<ü')],
  ])('strikes a secret out, spelled %s', (_spelling, spelled) => {
    expect(withoutSecrets(answer(`{"error":"bad ${spelled}"}`)).bytes.toString()).toBe('{"error":"bad [secret]"}')
  })
})

describe('decodeWithoutLeak', () => {
  it('leaves what can be decoded as it is, and shows an error the struck answer', async () => {
    const decode = function* ({ bytes }: { bytes: Buffer }): Work<string> {
      yield
      if (bytes.includes('bad')) throw new Error(bytes.toString())
      return bytes.toString()
    }

    expect(await decodeWithoutLeak(answer('good a&b/"c<ü'), decode)).toBe('good a&b/"c<ü')
    await expect(decodeWithoutLeak(answer('bad a&b/"c<ü'), decode)).rejects.toThrow(/^bad \[secret\]$/)
  })
})
