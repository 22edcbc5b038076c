import { expect, it } from 'vitest'
import { answerText } from './answer-text.ts'

it('characters that nobody sees are escapes, and the JSON is the same', () => {
  const record = { name: 'Acme\u200b \u202eevil\u202c \u{E0041}\u{E0042} Zürich ✔' }

  const text = answerText(record)

  expect(text).toBe('{"name":"Acme\\u200b \\u202eevil\\u202c \\udb40\\udc41\\udb40\\udc42 Zürich ✔"}')
  expect(JSON.parse(text)).toEqual(record)
})
