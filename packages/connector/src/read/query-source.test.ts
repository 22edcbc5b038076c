import { describe as describeResource } from '@coupa-connector/catalog'
import { describe, expect, it } from 'vitest'
import { BadResponseError, RedirectedError, UnauthorizedError } from '../errors/answer-errors.ts'
import { CoupaError } from '../errors/coupa-error.ts'
import { encodeQuery } from '../query/encode-query.ts'
import { normalizeQuery } from '../query/normalize-query.ts'
import { createManualClock } from '../testing/manual-clock.ts'
import { answerOf, createScriptedCaller, jsonAnswer, type ScriptedAnswer } from '../testing/scripted-caller.ts'
import type { PageRequest } from './pages/page-source.ts'
import { createQuerySource } from './query-source.ts'

const suppliers = describeResource('suppliers')
const json = { 'content-type': 'application/json' }
const firstPage: PageRequest = { limit: 50, order: 'id-ascending', signal: new AbortController().signal }

function setUp(answers: readonly ScriptedAnswer[], query: object = {}) {
  const caller = createScriptedCaller(...answers)
  const clock = createManualClock()
  const normalized = normalizeQuery(query, suppliers)
  const source = createQuerySource({ caller, resource: suppliers, query: normalized, format: 'json', clock })
  return { caller, clock, source }
}

describe('createQuerySource', () => {
  it('asks again for a first page that was cut off', async () => {
    const { clock, source } = setUp([answerOf(200, '[{"id":1', json), jsonAnswer(200, [{ id: 1 }])])

    const page = source.fetchPage(firstPage)
    await clock.advance(250)

    expect((await page).records).toEqual([{ id: 1 }])
  })

  it('does not ask again when the first answer is a web page', async () => {
    const { caller, source } = setUp([answerOf(200, '<html>Sign in</html>', { 'content-type': 'text/html' })])

    await expect(source.fetchPage(firstPage)).rejects.toBeInstanceOf(BadResponseError)
    expect(caller.requests).toHaveLength(1)
  })

  it('asks again for a web page in the middle of a read', async () => {
    const web = answerOf(200, '<html>Maintenance</html>', { 'content-type': 'text/html' })
    const { clock, source } = setUp([jsonAnswer(200, [{ id: 1 }]), web, jsonAnswer(200, [{ id: 2 }])])

    await source.fetchPage(firstPage)
    const page = source.fetchPage({ ...firstPage, after: 1 })
    await clock.advance(250)

    expect((await page).records).toEqual([{ id: 2 }])
  })

  describe('in the middle of a read', () => {
    const page = jsonAnswer(200, [{ id: 1 }])
    const refusals: readonly (readonly [string, ScriptedAnswer])[] = [
      ['403', jsonAnswer(403, { errors: { base: ['Forbidden'] } })],
      ['403 without a body', answerOf(403, '')],
      ['404', answerOf(404, '')],
      ['400', jsonAnswer(400, { errors: { base: ['Bad request'] } })],
      ['401', new UnauthorizedError({ authenticationType: 'oauth2' })],
      ['a redirect', new RedirectedError({ method: 'GET', path: 'suppliers', status: 302, targetHost: 'x.example' })],
      ['204', answerOf(204, '')],
      ['200 without a body', answerOf(200, '', json)],
      ['spaces', answerOf(200, '  \n', json)],
      ['an object', jsonAnswer(200, {})],
      ['null', jsonAnswer(200, null)],
      ['a web page under 404', answerOf(404, '<html>Not found</html>', { 'content-type': 'text/html' })],
      [
        'a character that XML cannot hold',
        answerOf(200, '<suppliers type="array"><supplier><name>&#1;</name></supplier></suppliers>', {
          'content-type': 'application/xml',
        }),
      ],
    ]

    async function secondPageOf(answers: readonly ScriptedAnswer[]) {
      const { caller, clock, source } = setUp([page, page, ...answers])
      await source.fetchPage(firstPage)
      await source.fetchPage({ ...firstPage, after: 1 })
      const second = source.fetchPage({ ...firstPage, after: 4 })
      second.catch(() => {})
      for (const pauseMs of [250, 1000, 4000]) await clock.advance(pauseMs)
      return { second, caller }
    }

    it.each(refusals)('asks again after %s', async (_, refusal) => {
      const { second } = await secondPageOf([refusal, refusal, jsonAnswer(200, [{ id: 7 }])])

      expect((await second).records).toEqual([{ id: 7 }])
    })

    it.each(refusals)(
      'tells %s that stays as an interruption, and blames neither address nor scopes',
      async (_, refusal) => {
        const { second, caller } = await secondPageOf([refusal, refusal, refusal, refusal])

        const error: unknown = await second.catch((thrown: unknown) => thrown)

        expect(error).toBeInstanceOf(CoupaError)
        const { message, suggestion, isRetryable, details } = error as CoupaError
        expect(message).toMatch(/^The read was interrupted, after id 4: .* 2 pages before it .* after 4 attempts$/)
        expect(suggestion).toMatch(/^Start it again, or continue from its checkpoint\./)
        expect(`${message} ${suggestion}`).not.toMatch(/scope|ends in \/api|permitted|credentials/i)
        expect(isRetryable).toBe(true)
        expect(Object(details).scopeCandidates ?? []).toEqual([])
        expect(caller.requests).toHaveLength(6)
      },
    )
  })

  it('tells a first page that is refused as a refusal, at once', async () => {
    const { caller, source } = setUp([answerOf(403, '')])

    await expect(source.fetchPage(firstPage)).rejects.toThrow('is not permitted to these credentials')
    expect(caller.requests).toHaveLength(1)
  })

  it('does not ask again for a look ahead that is refused', async () => {
    const { source } = setUp([jsonAnswer(200, [{ id: 1 }]), jsonAnswer(400, { errors: { base: ['No offset'] } })])

    await source.fetchPage(firstPage)

    await expect(source.fetchPage({ ...firstPage, after: 1, offset: 99 })).rejects.toThrow('No offset')
  })

  it('encodes bounds and offset like every other parameter', async () => {
    const where = { status: 'active', name: { contains: 'a+b' } }
    const { caller, source } = setUp([jsonAnswer(200, [])], { where })

    await source.fetchPage({ ...firstPage, after: 7, upTo: 900, offset: 49 })

    const parameters = (search: string | undefined) => [...new URLSearchParams(search)].sort()
    const whole = encodeQuery({
      ...normalizeQuery({ where, orderBy: 'id' }, suppliers),
      limit: 50,
      offset: 49,
      conditions: [
        ...normalizeQuery({ where }, suppliers).conditions,
        { path: ['id'], operator: 'gt', value: 7 },
        { path: ['id'], operator: 'lt_or_eq', value: 900 },
      ],
    })
    expect(parameters(caller.requests[0]?.search)).toEqual(parameters(whole))
  })
})
