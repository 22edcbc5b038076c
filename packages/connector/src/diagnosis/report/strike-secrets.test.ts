import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testOutcomes } from '../outcomes/outcomes.ts'
import { createSecretStriker } from './strike-secrets.ts'

describe('createSecretStriker', () => {
  it('strikes a secret out of every string of plain data, names of members included', () => {
    const striker = createSecretStriker()
    striker.add('hunter-2000')

    const data = striker.data({ list: ['a hunter-2000 b'], 'hunter-2000': { number: 7, nothing: null } })

    expect(data).toEqual({ list: ['a [secret] b'], '[secret]': { number: 7, nothing: null } })
  })

  it.each([
    ['a bearer header', 'authorization: Bearer abcdefghijklmnop1234', 'authorization: Bearer [secret]'],
    ['a member of a token answer', '{"access_token": "ab\\"c", "id": 1}', '{"access_token": "[secret]", "id": 1}'],
    ['a field of a token request', 'client_secret=abc%20d&scope=x', 'client_secret=[secret]&scope=x'],
    ['a JSON web token', 'got eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2ln here', 'got [secret] here'],
  ])('strikes out %s by its shape', (_name, text, expected) => {
    expect(createSecretStriker().text(text)).toBe(expected)
  })

  it('leaves words of our own alone, whatever the secret is', () => {
    const striker = createSecretStriker()
    striker.add('classify')
    striker.keep('a-fingerprint')
    striker.add('finger-4711')

    expect(striker.data(['classify', 'a-fingerprint', 'to classify', 'finger-4711'])).toEqual([
      'classify',
      'a-fingerprint',
      'to classify',
      '[secret]',
    ])
  })

  it.each([
    'wrong',
    'Coupa',
    'secret',
    'the',
    'token',
    'web page',
    'accept',
    'a',
    'core.common.read',
    'Client Secret',
    'records',
  ])('confirms no guess: %s', (secret) => {
    const striker = createSecretStriker()
    striker.add(secret)

    expect(striker.text(`the server said ${secret}`)).toBe(`the server said ${secret}`)
  })

  it('leaves every sentence of ours whole, whichever of its words is the secret', () => {
    const sentences = Object.values(testOutcomes).flatMap(({ title, message, remedy }) => [
      title,
      message({}),
      remedy({}),
    ])
    for (const word of new Set(sentences.join(' ').split(' '))) {
      const striker = createSecretStriker()
      striker.add(word)

      expect(striker.data(sentences)).toEqual(sentences)
    }
  })

  it('leaves no secret in any text that holds it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 8, unit: 'binary' }), fc.string(), fc.string(), (secret, before, after) => {
        const striker = createSecretStriker()
        striker.add(secret)

        const spellings = [secret, encodeURIComponent(secret.toWellFormed()), Buffer.from(secret).toString('base64')]
        for (const spelling of spellings) expect(striker.text(`${before} ${spelling} ${after}`)).not.toContain(spelling)
      }),
    )
  })
})
