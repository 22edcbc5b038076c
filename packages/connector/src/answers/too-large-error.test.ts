import { describe, expect, it } from 'vitest'
import type { RequestSize } from '../http/call.ts'
import { errorOfResponse } from './response-error.ts'

const page = '<html><head><title>Request-URI Too Large</title></head></html>'
const longAddress: RequestSize = { addressCharacters: 31_000, headerCharacters: 1500, bodyBytes: 0 }
const longToken: RequestSize = { addressCharacters: 300, headerCharacters: 12_000, bodyBytes: 0 }
const small: RequestSize = { addressCharacters: 300, headerCharacters: 1500, bodyBytes: 0 }
const largeBody: RequestSize = { addressCharacters: 60, headerCharacters: 1500, bodyBytes: 9_000_000 }

function errorOf(status: number, sent: RequestSize | undefined, body = page, type = 'text/html') {
  const response = { status, headers: { 'content-type': type }, bytes: Buffer.from(body), sent }
  return errorOfResponse(response, { resource: undefined, path: 'suppliers' })
}

describe('an answer that says the request is too large', () => {
  it.each([
    [414, longAddress, 'the address of the request is too long for the server: it has 31000 characters'],
    [431, longAddress, 'the address of the request is too long for the server: it has 31000 characters'],
    [413, longAddress, 'the address of the request is too long for the server: it has 31000 characters'],
    [494, longAddress, 'the address of the request is too long for the server: it has 31000 characters'],
    [400, longAddress, 'without a reason (status 400), probably for its size: the address'],
    [431, longToken, 'the headers of the request are too large for the server'],
    [400, longToken, 'the headers of the request are too large for the server'],
    [431, undefined, 'the headers of the request are too large for the server'],
    [431, small, 'the request is too large for the server'],
    [413, largeBody, 'the body of the request is too large for the server: it has 9000000 bytes'],
  ])('is told by what was sent: %i after %o', (status, sent, words) => {
    const error = errorOf(status, sent)

    expect(error.message).toContain(words)
    expect(`${error.message} ${error.suggestion}`).not.toMatch(/ends in \/api|no meaning/)
    expect(error.code).toBe('COUPA_BAD_RESPONSE')
  })

  it.each([
    [414, longAddress],
    [400, longAddress],
    [413, longAddress],
  ])('blames the token for nothing that it did not do: %i', (status, sent) => {
    expect(`${errorOf(status, sent).message} ${errorOf(status, sent).suggestion}`).not.toMatch(/token|scope/)
  })

  it('is not seen in a 400 that gives a reason, or that was no large request', () => {
    const reason = '{"errors":{"supplier":["Name is invalid"]}}'

    expect(errorOf(400, longAddress, reason, 'application/json').message).toContain('Name is invalid')
    expect(errorOf(400, small).code).toBe('COUPA_VALIDATION')
  })
})
