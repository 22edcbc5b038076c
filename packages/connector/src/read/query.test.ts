import { describe, expect, it } from 'vitest'
import { isCoupaError } from '../errors/is-coupa-error.ts'
import { QueryInvalidError } from '../errors/request-errors.ts'
import { openResources } from '../testing/open-resources.ts'
import { createScriptedCaller, jsonAnswer } from '../testing/scripted-caller.ts'

/** As a program without types would call it. */
function errorOf(...given: readonly unknown[]): QueryInvalidError {
  const invoices = openResources({ caller: createScriptedCaller() })('invoices')
  try {
    Reflect.apply(invoices.query, invoices, given)
  } catch (error) {
    if (error instanceof QueryInvalidError) return error
    throw error
  }
  throw new Error('the query was taken')
}

describe('query', () => {
  it('gives as many records as its limit says and asks for no more', async () => {
    const caller = createScriptedCaller(jsonAnswer(200, [{ id: 1 }, { id: 2 }, { id: 3 }]))

    const records = await openResources({ caller })('invoices').query({ limit: 3 }).toArray()

    expect(records.map(({ id }) => id)).toEqual([1, 2, 3])
    expect(caller.requests).toHaveLength(1)
  })

  it.each<[string, unknown, string]>([
    ['a name that is not known', { limt: 3 }, 'limt is not known; did you mean limit?'],
    ['a mistyped where', { wher: { status: 'draft' } }, 'wher is not known; did you mean where?'],
    ['tuning beside where', { pageSize: 10 }, 'pageSize belongs in reading: {}'],
    ['a limit among the tuning', { reading: { limit: 3 } }, 'limit is in reading: {} and belongs next to it'],
    ['unknown tuning', { reading: { pagesize: 3 } }, 'reading.pagesize is not known; did you mean pageSize?'],
    ['a field beside where', { status: 'draft' }, 'status is a field and belongs in where: {}'],
    ['a field with an underscore', { invoice_number: 'x' }, 'invoice_number is a field and belongs in where: {}'],
    ['an unknown part of the order', { orderBy: { field: 'id', dir: 'desc' } }, 'orderBy.dir is not known'],
    ['a limit of nothing', { limit: 0 }, 'limit must be a whole number from 1 on, and is 0'],
    ['a limit that is a text', { limit: '3' }, 'limit must be a whole number from 1 on, and is "3"'],
    ['a page that is too large', { reading: { pageSize: 51 } }, 'reading.pageSize must be a whole number from 1 to 50'],
    ['half a request at a time', { reading: { concurrency: 1.5 } }, 'reading.concurrency must be a whole number'],
    ['no time', { updatedAfter: 'yesterday' }, 'updatedAfter must be a time'],
    ['a day that may be in either month', { updatedAfter: '01/02/2024' }, 'write 2024-01-02 or 2024-02-01'],
    ['an offset with a point', { updatedAfter: '2013-07-09T00:33:11-05.00' }, 'write 2013-07-09T00:33:11-05:00'],
    ['a year', { updatedAfter: '2024' }, '"2024" is not a time'],
    ['no date', { updatedAfter: new Date(Number.NaN) }, 'and is an invalid Date'],
    ['an unknown format', { format: 'yaml' }, 'format must be "json" or "xml", and is "yaml"'],
    ['an unknown priority', { priority: 'low' }, 'priority must be "interactive" or "bulk"'],
    ['an order that is none', { inOrder: 'any' }, 'inOrder must be true or false'],
    ['fields that are not a list', { fields: 'id' }, 'fields must be a list'],
    ['conditions that are not an object', { where: 'status=draft' }, 'where must be an object'],
    ['a limit among the extra parameters', { extraParameters: { limit: 3 } }, 'must not contain limit'],
    ['the same as pairs', { extraParameters: [['limit', '3']] }, 'must not contain limit'],
    ['a query that is a text', 'status=draft', 'options must be an object'],
  ])('refuses %s before anything is sent', (_, query, message) => {
    expect(errorOf(query).message).toContain(message)
  })

  it('starts at midnight UTC, or at the time in UTC, where updatedAfter has no offset', async () => {
    for (const [updatedAfter, from] of [
      ['2024-01-02', '2024-01-02T00%3A00%3A00Z'],
      ['2024-01-02 03:04', '2024-01-02T03%3A04%3A00Z'],
    ]) {
      const caller = createScriptedCaller(jsonAnswer(200, []))
      await openResources({ caller })('invoices').query({ updatedAfter, limit: 1 }).toArray()

      expect(caller.requests[0]?.search).toContain(`updated_at%5Bgt_or_eq%5D=${from}`)
    }
  })

  it('refuses a second argument, where the options once were', () => {
    expect(errorOf({}, { limit: 3 }).message).toContain('query takes one argument')
  })

  it('names all faults at once, each with its fix', () => {
    const error = errorOf({ limt: 3, pageSize: 10, status: 'draft', format: 'yaml' })

    expect(isCoupaError(error)).toBe(true)
    expect(error.details.problems?.map(({ option }) => option)).toEqual(['limt', 'pageSize', 'status', 'format'])
    expect(error.suggestion).toBe('Use limit. Write reading: { pageSize: … }. Write where: { status: … }.')
  })

  it('takes undefined for everything, as for what was not given', () => {
    const invoices = openResources({ caller: createScriptedCaller() })('invoices')

    expect(() =>
      invoices.query({ where: undefined, limit: undefined, reading: undefined, checkpoint: undefined }),
    ).not.toThrow()
  })
})
