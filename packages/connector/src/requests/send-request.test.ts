import { describe, expect, it } from 'vitest'
import { NetworkError } from '../errors/network-error.ts'
import { systemClock } from '../runtime/clock.ts'
import { answerOf, createScriptedCaller, jsonAnswer, type ScriptedAnswer } from '../testing/scripted-caller.ts'
import { createOwnRecords } from './own-records.ts'
import { type RequestOptions, type RequestParameters, sendRequest } from './send-request.ts'

const lost = new NetworkError('reset', { failure: 'reset', method: 'PUT', url: 'https://x', delivery: 'unknown' })

function send(
  answer: ScriptedAnswer | undefined,
  route: string,
  parameters: RequestParameters = {},
  options: RequestOptions = {},
) {
  const caller = createScriptedCaller(...(answer === undefined ? [] : [answer]))
  const tools = {
    caller,
    clock: systemClock,
    log: undefined,
    format: 'json',
    authenticationType: 'oauth2',
    ownRecords: createOwnRecords(systemClock),
  } as const
  return { answer: sendRequest(route, parameters, options, tools), requests: caller.requests }
}

describe('request', () => {
  it('fills the path and puts what is left into the query of a GET', async () => {
    const { answer, requests } = send(jsonAnswer(200, { id: 7 }), 'GET invoices/:id', {
      id: 7,
      return_object: 'limited',
    })

    expect((await answer).data).toEqual({ id: 7 })
    expect(requests[0]).toMatchObject({
      method: 'GET',
      path: 'invoices/7',
      search: 'return_object=limited',
      repeat: 'idempotent',
    })
    expect(requests[0]?.body).toBeUndefined()
  })

  it('puts what is left into the body of a POST, and its query beside it', async () => {
    const { answer, requests } = send(
      jsonAnswer(201, { id: 1 }),
      'POST suppliers',
      { name: 'Acme' },
      { query: { validate: true } },
    )

    expect(await answer).toMatchObject({ status: 201, data: { id: 1 } })
    expect(requests[0]).toMatchObject({ search: 'validate=true', body: '{"name":"Acme"}', repeat: 'once' })
  })

  it('decodes lists, empty ones too, XML, and answers without a body', async () => {
    const empty = jsonAnswer(404, { errors: { base: ['No results match your search criteria.'] } })
    const xml = answerOf(200, '<uoms type="array"><uom><code>EA</code></uom></uoms>', {
      'content-type': 'application/xml',
    })

    expect((await send(jsonAnswer(200, [{ id: 1 }]), 'GET new_things').answer).data).toEqual([{ id: 1 }])
    expect((await send(empty, 'GET invoices').answer).data).toEqual([])
    expect((await send(xml, 'GET uoms', {}, { format: 'xml' }).answer).data).toEqual([{ code: 'EA' }])
    expect((await send(answerOf(204, ''), 'DELETE things/:id', { id: 1 }).answer).data).toBeUndefined()
  })

  it.each(['POST', 'PUT', 'PATCH'])('does not repeat a %s, and says when its outcome is unknown', async (method) => {
    const { answer, requests } = send(lost, `${method} things/:id/seal`, { id: 7 })

    await expect(answer).rejects.toMatchObject({ code: 'COUPA_OUTCOME_UNKNOWN', cause: lost })
    expect(requests[0]?.repeat).toBe('once')
  })

  it('repeats what its caller knows to be safe', async () => {
    const { answer, requests } = send(lost, 'PUT things/:id', { id: 7 }, { repeat: 'idempotent' })

    await expect(answer).rejects.toBe(lost)
    expect(requests[0]?.repeat).toBe('idempotent')
  })

  it('throws the errors of every other verb', async () => {
    const refusal = jsonAnswer(400, { errors: { name: ["can't be blank"] } })

    await expect(send(refusal, 'POST suppliers', { name: '' }).answer).rejects.toMatchObject({
      code: 'COUPA_VALIDATION',
      status: 400,
    })
    await expect(send(jsonAnswer(404, {}), 'GET new_things/:id', { id: 1 }).answer).rejects.toMatchObject({
      code: 'COUPA_NOT_FOUND',
    })
    await expect(send(answerOf(200, '<html>'), 'GET new_things').answer).rejects.toMatchObject({
      code: 'COUPA_BAD_RESPONSE',
    })
  })

  it.each<[string, string, RequestParameters, RequestOptions, string]>([
    ['a route without a method', 'invoices/:id', { id: 7 }, {}, 'route must be a method and a path'],
    ['an unknown method', 'FETCH invoices', {}, {}, 'route must be a method and a path'],
    ['a query in the route', 'GET invoices?limit=1', {}, {}, 'route must have no query'],
    ['a missing value', 'GET invoices/:id', {}, {}, 'id is missing'],
    ['an empty value', 'GET invoices/:id', { id: ' ' }, {}, 'id must be a text or a number'],
    ['a value that is not a number', 'GET invoices/:id', { id: Number.NaN }, {}, 'id must be a text or a number'],
    ['a list in a query', 'GET invoices', { status: ['a'] }, {}, 'status must be a text'],
    ['unknown options', 'GET invoices', {}, { retry: 3 } as RequestOptions, 'retry is not known'],
    ['XML of a record that nobody knows', 'POST things', { a: 1 }, { format: 'xml' }, 'format cannot be "xml" here'],
  ])('sends nothing for %s', async (_, route, parameters, options, message) => {
    await expect(send(undefined, route, parameters, options).answer).rejects.toThrow(message)
  })

  it('names every missing value at once', async () => {
    await expect(send(undefined, 'GET suppliers/:supplier/addresses/:id').answer).rejects.toMatchObject({
      code: 'COUPA_OPTIONS_INVALID',
      details: { of: 'request', problems: [{ option: 'supplier' }, { option: 'id' }] },
    })
  })

  it('keeps values inside their segment of the path', async () => {
    const { answer, requests } = send(jsonAnswer(200, {}), 'GET things/:id', { id: 'a/b?c' })
    await answer

    expect(requests[0]?.path).toBe('things/a%2Fb%3Fc')
    await expect(send(undefined, 'GET things/:id', { id: '..' }).answer).rejects.toThrow('cannot be part of a path')
  })
})
