import { describe, expect, it } from 'vitest'
import { ServerError, ValidationError } from '../errors/answer-errors.ts'
import { NetworkError } from '../errors/network-error.ts'
import { OutcomeUnknownError } from '../errors/unfinished-errors.ts'
import type { CallResponse } from '../http/call.ts'
import type { WritableRecord } from '../requests/write-request.ts'
import { createManualClock } from '../testing/manual-clock.ts'
import { openResources } from '../testing/open-resources.ts'
import { answerOf, createScriptedCaller, jsonAnswer, type ScriptedAnswer } from '../testing/scripted-caller.ts'
import type { Created, CreateOptions } from './create-record.ts'

const supplier = { name: 'Northwind Valves', number: 'S-9041' }
const startMs = Date.UTC(2026, 0, 1)

/** The time of a server whose clock is `aheadMs` before ours, `afterMs` after the start, with whole seconds. */
const serverTime = (afterMs: number, aheadMs = 0) => new Date(startMs + afterMs + aheadMs)
const dated = (records: unknown, afterMs: number, aheadMs = 0) =>
  jsonAnswer(200, records, { date: serverTime(afterMs, aheadMs).toUTCString() })
const made = (id: number, afterMs: number, aheadMs = 0) => ({
  id,
  ...supplier,
  'created-at': serverTime(afterMs, aheadMs).toISOString().replace('.000Z', '+00:00'),
})

const lost = (delivery: 'unknown' | 'not-sent' = 'unknown') =>
  new NetworkError('reset', { failure: 'reset', method: 'POST', url: 'https://x/api/suppliers', delivery })
const unavailable = new ServerError({ method: 'POST', path: 'suppliers', status: 503 })
const refused = jsonAnswer(400, { errors: { supplier: ['Number has already been taken'] } })

interface Run {
  readonly outcome: PromiseSettledResult<Created>
  readonly requests: ReturnType<typeof createScriptedCaller>['requests']
  readonly unused: number
}

/** Creates a record against a script, letting as much time pass as it waits for. */
async function create(
  answers: readonly ScriptedAnswer[],
  {
    resource = 'suppliers',
    input = supplier,
    ...options
  }: CreateOptions & { resource?: string; input?: WritableRecord } = {},
): Promise<Run> {
  const clock = createManualClock({ startMs })
  const caller = createScriptedCaller(...answers)
  const settled = Promise.allSettled([openResources({ caller, clock })(resource).create(input, options)])
  for (let turn = 0; turn < 10; turn++) await clock.advance(1000)
  const [outcome] = await settled
  return { outcome, requests: caller.requests, unused: caller.unused }
}

const methods = ({ requests }: Run) => requests.map((request) => request.method).join(' ')
const reasonOf = ({ outcome }: Run): unknown => (outcome.status === 'rejected' ? outcome.reason : undefined)
const createdOf = ({ outcome }: Run): Created | undefined =>
  outcome.status === 'fulfilled' ? outcome.value : undefined

describe('create', () => {
  it('sends the record once and gives the new one', async () => {
    const run = await create([jsonAnswer(201, { id: 77, ...supplier })])

    expect(createdOf(run)).toEqual({ record: { id: 77, ...supplier }, id: 77, via: 'answer', notices: [] })
    expect(run.requests).toEqual([
      expect.objectContaining({
        method: 'POST',
        path: 'suppliers',
        repeat: 'once',
        format: 'json',
        body: JSON.stringify(supplier),
      }),
    ])
  })

  it('sends XML under the root of the resource', async () => {
    const answer = answerOf(201, '<supplier><id type="integer">77</id></supplier>', {
      'content-type': 'application/xml',
    })

    const run = await create([answer], { format: 'xml' })

    expect(createdOf(run)?.id).toBe(77)
    expect(run.requests[0]?.body).toContain('<supplier><name>Northwind Valves</name><number>S-9041</number></supplier>')
  })

  it('asks for the id beside the fields that are wanted', async () => {
    const run = await create([jsonAnswer(201, { id: 77 })], { fields: ['name'], returnObject: 'shallow' })

    expect(decodeURIComponent(run.requests[0]?.search ?? '')).toBe('fields=["id","name"]&return_object=shallow')
  })

  it('is content with an empty answer where none is wanted', async () => {
    const run = await create([answerOf(201, '')], { returnObject: 'none' })

    expect(createdOf(run)).toEqual({ record: undefined, id: undefined, via: 'answer', notices: [] })
  })

  it('takes the id from the location where the body is empty', async () => {
    const run = await create([answerOf(201, '', { location: 'https://x.coupahost.com/api/suppliers/77' })])

    expect(createdOf(run)).toEqual({ record: { id: 77 }, id: 77, via: 'answer', notices: [] })
  })

  it('throws what Coupa refuses without looking anything up', async () => {
    const run = await create([refused])

    expect(reasonOf(run)).toBeInstanceOf(ValidationError)
    expect(methods(run)).toBe('POST')
  })

  it('throws as it is what never reached Coupa', async () => {
    const error = lost('not-sent')

    expect(reasonOf(await create([error]))).toBe(error)
  })
})

describe('create, when the answer is lost', () => {
  const json = { 'content-type': 'application/json' }
  const ways: [string, CallResponse | Error][] = [
    ['the connection broke', lost()],
    ['the gateway gave up', unavailable],
    ['the body is cut off', answerOf(201, '{"id":7', json)],
    ['the body is empty', answerOf(201, '', json)],
    ['the body is a web page', answerOf(200, '<html></html>', { 'content-type': 'text/html' })],
    ['the body is a list of others', jsonAnswer(200, [{ id: 1 }, { id: 2 }])],
    ['the new record has no id', jsonAnswer(201, { name: 'x' })],
    ['the application failed', answerOf(500, '<html>', { 'content-type': 'text/html' })],
  ]

  it.each(ways)('finds the record by its natural key: %s', async (_, answer) => {
    const run = await create([answer, dated([made(77, 0)], 1000)])

    expect(createdOf(run)).toEqual({ record: made(77, 0), id: 77, via: 'look-up', notices: [] })
    expect(methods(run)).toBe('POST GET')
    expect(decodeURIComponent(run.requests[1]?.search ?? '')).toBe('number=S-9041&order_by=id&dir=desc&limit=50')
  })

  it('waits for a server that is still at work', async () => {
    const run = await create([lost(), dated([], 1000), dated([], 3000), dated([made(77, 5000)], 7000)])

    expect(createdOf(run)).toMatchObject({ id: 77, via: 'look-up' })
  })

  it('sends it again when it is provably not there', async () => {
    const absent = [dated([], 1000), dated([], 3000), dated([], 7000)]

    const run = await create([lost(), ...absent, jsonAnswer(201, { id: 78, ...supplier })])

    expect(createdOf(run)).toMatchObject({ id: 78, via: 'answer' })
    expect(methods(run)).toBe('POST GET GET GET POST')
  })

  it.each([
    ['is cut off', answerOf(201, '{"id":7', json)],
    ['is empty', answerOf(200, '', json)],
    ['has no id', jsonAnswer(201, { name: 'x' })],
  ])('does not send again what Coupa took, where the answer %s and the record is not found', async (_, answer) => {
    const run = await create([answer, dated([], 1000), jsonAnswer(201, { id: 78 })], { settleDelaysMs: [1] })

    expect(reasonOf(run)).toBeInstanceOf(OutcomeUnknownError)
    expect(methods(run)).toBe('POST GET')
  })

  it('does not take an older record with the same key for its own', async () => {
    const older = (afterMs: number) => dated([made(12, -60_000)], afterMs)

    const run = await create([lost(), older(1000), older(3000), older(7000), jsonAnswer(201, { id: 78 })])

    expect(createdOf(run)).toMatchObject({ id: 78, via: 'answer' })
  })

  it.each([3_600_000, -3_600_000])('compares times on the server clock, which is %i ms ahead', async (aheadMs) => {
    const run = await create([lost(), dated([made(77, 0, aheadMs), made(12, -60_000, aheadMs)], 1000, aheadMs)])

    expect(createdOf(run)).toMatchObject({ id: 77, via: 'look-up' })
  })

  it('finds the record that arrived late when the second sending is refused', async () => {
    const absent = [dated([], 1000), dated([], 3000), dated([], 7000)]

    const run = await create([lost(), ...absent, refused, dated([made(77, 7000)], 8000)])

    expect(createdOf(run)).toMatchObject({ id: 77, via: 'look-up' })
  })

  it('throws the refusal of the second sending when the record is not there', async () => {
    const absent = [dated([], 1000), dated([], 3000), dated([], 7000)]

    const run = await create([lost(), ...absent, refused, ...absent], { settleDelaysMs: [1, 1, 1] })

    expect(reasonOf(run)).toBeInstanceOf(ValidationError)
  })

  it('gives up after the third sending', async () => {
    const run = await create([lost(), dated([], 0), lost(), dated([], 0), lost(), dated([], 0)], {
      settleDelaysMs: [1],
    })

    expect(reasonOf(run)).toBeInstanceOf(OutcomeUnknownError)
    expect(methods(run)).toBe('POST GET POST GET POST GET')
    expect(run.unused).toBe(0)
  })

  it('does not send again what made the application fail', async () => {
    const run = await create([answerOf(500, 'oops'), dated([], 0)], { settleDelaysMs: [1] })

    expect(reasonOf(run)).toBeInstanceOf(ServerError)
    expect(methods(run)).toBe('POST GET')
  })

  it('never sends a second time without a natural key, and says how to find out', async () => {
    const run = await create([lost()], { resource: 'requisitions', input: { justification: 'Spare gaskets' } })

    expect(methods(run)).toBe('POST')
    expect(reasonOf(run)).toBeInstanceOf(OutcomeUnknownError)
    expect(reasonOf(run)).toMatchObject({
      details: { method: 'POST', path: 'requisitions', lookedUpBy: undefined, sentAt: '2026-01-01T00:00:00.000Z' },
      suggestion: expect.stringContaining('Look in Coupa for a record of requisitions'),
      cause: expect.any(NetworkError),
    })
  })

  it('has no natural key where the record gives only a part of it', async () => {
    const run = await create([lost()], { resource: 'invoices', input: { 'invoice-number': 'I-7', supplier: null } })

    expect(methods(run)).toBe('POST')
  })

  it('looks up by associations and by the key that is named', async () => {
    const invoice = { invoice_number: 'I-7', supplier: { number: 'S-9041', name: 'Northwind' } }
    const found = dated([{ id: 5, 'created-at': serverTime(0).toISOString() }], 1000)

    const run = await create([lost(), found], { resource: 'invoices', input: invoice })
    const named = await create([lost(), found], { input: { ...supplier, 'tax-id': 'DE1' }, naturalKey: ['tax-id'] })

    expect(decodeURIComponent(run.requests[1]?.search ?? '')).toContain(
      'invoice_number=I-7&supplier[number]=S-9041&supplier[name]=Northwind&',
    )
    expect(named.requests[1]?.search).toContain('tax_id=DE1&')
  })

  it('does not choose between two records', async () => {
    const run = await create([lost(), dated([made(78, 1000), made(77, 0)], 1000)])

    expect(reasonOf(run)).toBeInstanceOf(OutcomeUnknownError)
    expect(reasonOf(run)).toMatchObject({ suggestion: expect.stringContaining('found 2 records: 78, 77') })
  })

  it('does not judge a record that hides when it was created', async () => {
    const run = await create([lost(), dated([{ id: 77 }], 1000)])

    expect(reasonOf(run)).toBeInstanceOf(OutcomeUnknownError)
  })

  it('keeps the outcome unknown when the look-up fails too', async () => {
    const run = await create([lost(), unavailable])

    expect(reasonOf(run)).toBeInstanceOf(OutcomeUnknownError)
    expect(reasonOf(run)).toMatchObject({ cause: unavailable, details: { lookedUpBy: 'number "S-9041"' } })
  })

  it('does not take a record that it made itself for a lost one', async () => {
    const clock = createManualClock({ startMs })
    const twin = dated([made(77, 0)], 1000)
    const caller = createScriptedCaller(jsonAnswer(201, made(77, 0)), lost(), twin, jsonAnswer(201, { id: 78 }))
    const resource = openResources({ caller, clock })
    await resource('suppliers').create(supplier)

    const second = resource('suppliers').create(supplier, { settleDelaysMs: [1000] })
    await clock.advance(1000)

    expect(await second).toMatchObject({ id: 78, via: 'answer' })
  })

  it('stops waiting with the reason of the abort', async () => {
    const clock = createManualClock()
    const abort = new AbortController()
    const resource = openResources({ caller: createScriptedCaller(lost()), clock })
    const pending = resource('suppliers').create(supplier, { signal: abort.signal })
    await clock.advance(500)

    abort.abort(new Error('enough'))

    await expect(pending).rejects.toThrow('enough')
  })
})
