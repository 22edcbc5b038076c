import { describe as describeResource } from '@coupa-connector/catalog'
import { describe, expect, it } from 'vitest'
import { QueryInvalidError } from '../errors/request-errors.ts'
import type { CallRequest } from '../http/call.ts'
import { encodeQuery } from '../query/encode-query.ts'
import { normalizeQuery, type QueryInput } from '../query/normalize-query.ts'
import { openResources } from '../testing/open-resources.ts'
import { jsonAnswer } from '../testing/scripted-caller.ts'
import { splitLongList } from './split-list.ts'

const suppliers = describeResource('suppliers')
const split = (query: QueryInput, mode: 'id' | 'offset' | 'shrinking' = 'id') =>
  splitLongList(normalizeQuery(query, suppliers), suppliers, mode)
const numbers = (count: number, from = 1) => Array.from({ length: count }, (_, i) => from + i)
const names = (count: number) => numbers(count).map((number) => `Supplier “${number}”`)

describe('splitLongList', () => {
  it('leaves a short list alone', () => {
    expect(split({ where: { id: { in: numbers(100) } } })).toBeUndefined()
    expect(split({ where: { status: 'active' } })).toBeUndefined()
  })

  it.each<[string, QueryInput]>([
    ['ids', { where: { id: { in: numbers(4000) } } }],
    ['ids as texts', { where: { id: { in: numbers(4000).map(String) } } }],
    ['texts', { where: { name: { in: names(900) } } }],
    ['the ids of an association', { where: { 'parent-id': { in: numbers(2000) } }, allowUnknownFields: true }],
    [
      'a long list beside a short one',
      { where: { id: { in: numbers(4000) }, status: { in: ['active', 'inactive'] } } },
    ],
    [
      'a list beside a long one of what is left out',
      { where: { name: { in: names(90) }, id: { not_in: numbers(300) } } },
    ],
  ])('splits %s into parts that every server takes, and loses no value', (_, query) => {
    const whole = normalizeQuery(query, suppliers)
    const parts = split(query) ?? []

    const longest = [...whole.conditions].sort((one, other) => String(other.value).length - String(one.value).length)
    const [list] = longest.filter(({ operator }) => operator === 'in')
    const values = parts.flatMap((part) => part.query.conditions.find(({ path }) => path[0] === list?.path[0])?.value)
    expect(values.map(String).sort()).toEqual([list?.value ?? []].flat().map(String).sort())
    for (const part of parts) {
      expect(part.query.conditions).toHaveLength(whole.conditions.length)
      expect(encodeQuery(part.query).length).toBeLessThan(7700)
    }
    expect(parts.length).toBeGreaterThan(1)
  })

  it('sends no value twice, and knows the ids of each part', () => {
    const parts = split({ where: { id: { in: [...numbers(900), ...numbers(900)].reverse() } } }) ?? []

    expect(parts.flatMap(({ ids }) => ids)).toEqual(numbers(900))
  })

  it.each<[string, QueryInput, 'id' | 'offset', string]>([
    [
      'a long list of what is left out',
      { where: { id: { not_in: numbers(4000) } } },
      'id',
      'a list of what is left out cannot be split',
    ],
    ['two long lists', { where: { id: { in: numbers(4000) }, name: { in: names(900) } } }, 'id', 'only one long list'],
    [
      'another order',
      { where: { id: { in: numbers(4000) } }, orderBy: 'name' },
      'offset',
      'only a read by id can be split',
    ],
  ])('refuses %s with its cause and the number of its values', (_, query, mode, problem) => {
    expect(() => split(query, mode)).toThrow(QueryInvalidError)
    expect(() => split(query, mode)).toThrow(problem)
    expect(() => split(query, mode)).toThrow(/has \d+ values/)
  })

  it('is used by query, whose records come once and in order', async () => {
    const requests: CallRequest[] = []
    const call = async (request: CallRequest) => {
      requests.push(request)
      const parameters = new URLSearchParams(request.search)
      const after = Number(parameters.get('id[gt]') ?? 0)
      const upTo = Number(parameters.get('id[lt_or_eq]') ?? Infinity)
      const asked = (parameters.get('id[in]') ?? '').split(',').map(Number)
      const found = asked.filter((id) => id > after && id <= upTo && id % 7 === 0).sort((one, other) => one - other)
      if (parameters.get('dir') === 'desc') found.reverse()
      const offset = Number(parameters.get('offset') ?? 0)
      const limit = Number(parameters.get('limit'))
      return jsonAnswer(
        200,
        found.slice(offset, offset + limit).map((id) => ({ id })),
      )
    }
    const caller = { call, callStreamed: () => Promise.reject(new Error('nothing is streamed here')) }

    const stream = openResources({ caller })('suppliers').query({
      where: { id: { in: numbers(4000) } },
      fields: ['id'],
    })
    const ids = (await stream.toArray({ limit: 5000 })).map(({ id }) => id)

    expect(ids).toEqual(numbers(4000).filter((id) => id % 7 === 0))
    expect(await stream.receipt).toMatchObject({ complete: true, records: ids.length, requests: requests.length })
    expect(Math.max(...requests.map(({ search = '' }) => search.length))).toBeLessThan(2000)
  })
})
