import { describe as describeResource } from '@coupa-connector/catalog'
import { describe, expect, it } from 'vitest'
import {
  BadResponseError,
  ForbiddenError,
  NotFoundError,
  RateLimitedError,
  RedirectedError,
  ServerError,
  UnauthorizedError,
  ValidationError,
} from '../errors/answer-errors.ts'
import type { CallResponse } from '../http/call.ts'
import { type DecodeContext, decodeOptionalRecord, decodeRecord, decodeRecords } from './decode-records.ts'

const resource = describeResource('invoices')
const context: DecodeContext = { format: 'json', resource, path: 'invoices' }

function answer(body: string, contentType: string | undefined = 'application/json', status = 200): CallResponse {
  return { status, headers: contentType === undefined ? {} : { 'content-type': contentType }, bytes: Buffer.from(body) }
}
const xml = (body: string, status = 200) => answer(body, 'application/xml; charset=utf-8', status)
const json = (body: string, status = 200) => answer(body, 'application/json; charset=utf-8', status)
const list = (response: CallResponse) => decodeRecords(response, context)
const kind = (wanted: string) => expect.objectContaining({ details: expect.objectContaining({ kind: wanted }) })

describe('decodeRecords', () => {
  it('reads the same records from both encodings', async () => {
    const fromXml = await list(
      xml('<invoice-headers type="array"><invoice-header><id type="integer">7</id></invoice-header></invoice-headers>'),
    )

    expect(fromXml).toStrictEqual(await list(json('[{"id":7}]')))
  })

  it('reads the same from both encodings where a custom field at the top level is not set', async () => {
    const record = '<id type="integer">7</id><comments/><legacy-code/><region>N</region>'
    const fromXml = await list(
      xml(`<invoice-headers type="array"><invoice-header>${record}</invoice-header></invoice-headers>`),
    )
    const single = await decodeRecord(xml(`<invoice-header>${record}</invoice-header>`), context)

    expect(fromXml).toStrictEqual(await list(json('[{"id":7,"comments":"","legacy-code":null,"region":"N"}]')))
    expect(single).toStrictEqual(fromXml[0])
  })

  it.each([
    ['an empty JSON array', json('[]')],
    ['an empty XML array', xml('<invoice-headers type="array"/>')],
    ['an empty XML array of nothing in particular', xml('<nil-classes type="array"/>')],
    ['an XML array under an underscored root', xml('<invoice_headers type="array"></invoice_headers>')],
    ['XML 404', xml('<errors><error>No results match your search criteria.</error></errors>', 404)],
    ['XML 404 in CDATA', xml('<errors><error><![CDATA[No results match your search criteria]]></error></errors>', 404)],
    ['JSON 404 by model', json('{"errors":{"invoice_header":["No results match your search criteria."]}}', 404)],
    ['JSON 404 as a list', json('{"errors":["No results match your search criteria."]}', 404)],
    ['JSON 404 as one text', json('{"error":"No results match your search criteria."}', 404)],
    ['JSON 200 with the text', json('{"errors":{"base":"No results match your search criteria."}}')],
    [
      'JSON 404 without a media type',
      answer('{"errors":{"base":["no results match your search criteria"]}}', undefined, 404),
    ],
  ])('takes %s for an empty search', async (_, response) => {
    expect(await list(response)).toEqual([])
  })

  it.each([
    ['HTML', 'html', answer('<!DOCTYPE html><html></html>', 'text/html')],
    ['HTML that is called JSON', 'html', json(' <html><body>Sign in</body></html>')],
    ['a text', 'media-type', answer('[]', 'text/plain')],
    ['nothing', 'malformed', json('')],
    ['no content', 'malformed', answer('', undefined, 204)],
    ['no content that is called JSON', 'malformed', answer('', 'application/json', 204)],
    ['spaces', 'malformed', json(' \r\n ')],
    ['more spaces', 'malformed', json(' '.repeat(1000))],
    ['a byte order mark', 'malformed', json('\uFEFF')],
    ['an empty list that was only accepted', 'shape', json('[]', 202)],
    ['an empty list of something created', 'shape', json('[]', 201)],
    ['an XML root that is not an array', 'shape', xml('<invoice-headers/>')],
    ['an XML root that is null', 'shape', xml('<invoice-headers nil="true"/>')],
    ['an object without members', 'shape', json('{}')],
    ['false', 'shape', json('false')],
    ['a cut-off JSON array', 'malformed', json('[{"id":1},{"id"')],
    ['a cut-off XML array', 'malformed', xml('<invoice-headers type="array"><invoice-header>')],
    ['one object', 'shape', json('{"id":7}')],
    ['one XML record', 'shape', xml('<invoice-header><id type="integer">7</id></invoice-header>')],
    ['records of another resource', 'shape', xml('<suppliers type="array"><supplier/></suppliers>')],
    ['an array of numbers', 'shape', json('[1,2]')],
    ['an array with null', 'shape', json('[{"id":1},null]')],
    ['an array in an array', 'shape', json('[[]]')],
    ['a text in JSON', 'shape', json('"maintenance"')],
    ['null', 'shape', json('null')],
    ['a part of a body', 'status', answer('[]', 'application/json', 206)],
  ])('throws for %s instead of giving a short page', async (_, wanted, response) => {
    await expect(list(response)).rejects.toThrow(BadResponseError)
    await expect(list(response)).rejects.toThrow(kind(wanted))
  })

  it('takes an empty element for a record without fields, as JSON has it', async () => {
    const fromXml = await list(xml('<invoice-headers type="array"><invoice-header/></invoice-headers>'))

    expect(fromXml).toStrictEqual(await list(json('[{}]')))
  })

  it('throws the errors that come with a status of success', async () => {
    await expect(list(json('{"errors":{"invoice_header":["Filter is invalid"]}}'))).rejects.toThrow(ValidationError)
    await expect(list(xml('<errors><error>Filter is invalid</error></errors>'))).rejects.toThrow('Filter is invalid')
  })

  it.each([
    [400, ValidationError],
    [401, UnauthorizedError],
    [403, ForbiddenError],
    [404, NotFoundError],
    [422, ValidationError],
    [418, BadResponseError],
    [302, RedirectedError],
    [429, RateLimitedError],
    [500, ServerError],
    [503, ServerError],
  ])('turns status %i into its error', async (status, type) => {
    await expect(list(json('{"errors":{"base":["said so"]}}', status))).rejects.toThrow(type)
  })

  it('names the scopes that would permit the call', async () => {
    await expect(list(json('', 403))).rejects.toThrow(
      expect.objectContaining({ suggestion: expect.stringContaining('core.invoice.read') }),
    )
  })

  it.each([401, 403, 404, 500, 503])('shows the web page that came with %i, and blames no scope', async (status) => {
    const page = '<html><title>403 Forbidden</title>Your IP is not on the list</html>'
    const error: unknown = await list(answer(page, 'text/html', status)).catch((thrown: unknown) => thrown)

    expect(error).toMatchObject({
      message: expect.stringContaining('a web page titled "403 Forbidden" ("Your IP is not on the list")'),
      suggestion: expect.not.stringMatching(/core\./),
    })
  })

  it('quotes no more than 500 characters of a failing server', async () => {
    const response = answer(`<html>${'é'.repeat(2000)}</html>`, 'text/html', 500)

    await expect(list(response)).rejects.toThrow(
      expect.objectContaining({ details: expect.objectContaining({ excerpt: `<html>${'é'.repeat(494)}` }) }),
    )
  })

  it('makes a text of a decimal that came as a whole number', async () => {
    expect(await list(json('[{"id":7,"gross-total":12},{"id":8,"gross-total":"1.0"},{"id":9}]'))).toEqual([
      { id: 7, 'gross-total': '12' },
      { id: 8, 'gross-total': '1.0' },
      { id: 9 },
    ])
  })
})

describe('decodeRecord', () => {
  it.each([
    ['an object', json('{"id":7}')],
    ['a list of one', json('[{"id":7}]')],
    ['an XML record', xml('<invoice-header><id type="integer">7</id></invoice-header>')],
    ['an XML record under underscores', xml('<invoice_header><id type="integer">7</id></invoice_header>')],
    [
      'an XML list of one',
      xml('<invoice-headers type="array"><invoice-header><id type="integer">7</id></invoice-header></invoice-headers>'),
    ],
    ['a record under the name of its model', json('{"invoice_header":{"id":7}}')],
    ['201', json('{"id":7}', 201)],
  ])('reads %s', async (_, response) => {
    expect(await decodeRecord(response, context)).toEqual({ id: 7 })
  })

  it.each([
    ['an empty list', json('[]')],
    ['a list of two', json('[{"id":7},{"id":8}]')],
    ['an empty body', json('')],
    ['another record', xml('<supplier><id type="integer">7</id></supplier>')],
  ])('throws for %s', async (_, response) => {
    await expect(decodeRecord(response, context)).rejects.toThrow(BadResponseError)
  })

  it('throws for errors without a message', async () => {
    await expect(decodeRecord(xml('<errors type="array"/>'), context)).rejects.toThrow(ValidationError)
  })

  it('is not an empty search when the id is unknown', async () => {
    const response = xml('<errors><error>No results match your search criteria.</error></errors>', 404)

    await expect(decodeRecord(response, context)).rejects.toThrow(NotFoundError)
  })

  it('keeps a field called errors of a record with an id', async () => {
    expect(await decodeRecord(json('{"id":7,"errors":["x"]}'), context)).toEqual({ id: 7, errors: ['x'] })
  })
})

describe('decodeOptionalRecord', () => {
  it('has no record where the answer to a change has no body', async () => {
    expect(await decodeOptionalRecord(answer('', undefined, 201), context)).toBeUndefined()
    expect(await decodeOptionalRecord(answer(' ', 'application/xml', 200), context)).toBeUndefined()
  })
})
