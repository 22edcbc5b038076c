import { describe as describeResource } from '@coupa-connector/catalog'
import { describe, expect, it } from 'vitest'
import { BadResponseError } from '../errors/answer-errors.ts'
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
