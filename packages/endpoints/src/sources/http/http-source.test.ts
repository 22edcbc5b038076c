import { mkdtemp, readdir, rm } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CheckReport } from '../../contract/check.ts'
import { EndpointError } from '../../contract/endpoint-error.ts'
import type { IntakeOptions, OpenSourceOptions } from '../../contract/source-type.ts'
import { startReceiver } from '../../testing/test-receiver.ts'
import { createWaitingClock } from '../../testing/waiting-clock.ts'
import { httpSource } from './http-source.ts'

let workFolder: string
beforeEach(async () => {
  workFolder = await mkdtemp(join(tmpdir(), 'answer-'))
})
afterEach(async () => await rm(workFolder, { recursive: true, force: true }))

interface Reading {
  readonly url: string
  readonly intake?: IntakeOptions
  readonly settings?: Readonly<Record<string, string>>
  readonly more?: Partial<OpenSourceOptions>
}

async function read({ url, intake = {}, settings = {}, more = {} }: Reading): Promise<readonly unknown[]> {
  const options = { clock: createWaitingClock(), intake, workFolder, ...more }
  await using source = await httpSource.open({ url, ...settings }, options)
  const records: unknown[] = []
  for await (const input of source.inputs()) {
    for await (const { fields } of (await input.read()).records) records.push(fields)
  }
  return records
}

const json = (response: ServerResponse, value: unknown, headers: Readonly<Record<string, string>> = {}): void => {
  response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value))
}

/** Answers with pages of two records; `pathOf` tells the page by the request. */
function pages(shape: (records: readonly unknown[], page: number, isLast: boolean) => unknown) {
  return (response: ServerResponse, place: number): void => {
    const records = [{ id: place * 2 }, { id: place * 2 + 1 }]
    json(
      response,
      shape(records, place, place === 2),
      place === 2 ? {} : { link: `</hook?page=${place + 1}>; rel="next"` },
    )
  }
}

const all = Array.from({ length: 6 }, (_, id) => ({ id }))

describe('the HTTP source', () => {
  it('reads the records at a JSON pointer, with exact numbers, and sends the credentials', async () => {
    await using api = await startReceiver((response) =>
      response.end('{"data":{"a/b":[{"amount":12345678901234567890.10,"term":{"code":"N30"},"name":null}]}}'),
    )
    const settings = { bearerToken: 'token', headerName: 'X-Api-Key', headerValue: 'key' }

    const records = await read({ url: api.url, intake: { records: '/data/a~1b' }, settings })

    expect(records).toEqual([{ amount: '12345678901234567890.10', term: { code: 'N30' }, name: null }])
    expect(api.requests).toMatchObject([
      { method: 'GET', headers: { authorization: 'Bearer token', 'x-api-key': 'key' } },
    ])
  })

  it.each<[string, IntakeOptions, Parameters<typeof pages>[0]]>([
    ['the header Link', { next: { link: 'header' } }, (records) => records],
    [
      'a link in the answer',
      { records: '/items', next: { link: '/next' } },
      (items, page, isLast) => ({ items, next: isLast ? null : `?page=${page + 1}` }),
    ],
    [
      'a cursor',
      { records: '/items', next: { cursor: '/meta/cursor', parameter: 'after' } },
      (items, page, isLast) => ({ items, meta: isLast ? {} : { cursor: `c ${page}` } }),
    ],
  ])('follows %s to the last page', async (_what, intake, shape) => {
    await using api = await startReceiver(pages(shape))

    expect(await read({ url: api.url, intake })).toEqual(all)
    expect(api.requests).toHaveLength(3)
  })

  it('ends where the last page names itself and has no records', async () => {
    await using api = await startReceiver((response, place) =>
      json(response, { items: place < 2 ? [{ id: place }] : [], next: Math.min(place, 1) }),
    )
    const next = { cursor: '/next', parameter: 'after' }

    expect(await read({ url: api.url, intake: { records: '/items', next } })).toEqual([{ id: 0 }, { id: 1 }])
  })

  it('refuses pages that lead in a circle', async () => {
    await using api = await startReceiver((response) => json(response, { items: [{ id: 1 }], next: 'same' }))
    const intake = { records: '/items', next: { cursor: '/next', parameter: 'after' } }

    await expect(read({ url: api.url, intake })).rejects.toThrow('was read already')
    expect(await readdir(workFolder)).toEqual([])
  })

  it('takes credentials to no other server', async () => {
    await using other = await startReceiver((response) => json(response, []))
    await using api = await startReceiver((response) => json(response, { items: [], next: other.url }))
    const intake = { records: '/items', next: { link: '/next' } }

    await expect(read({ url: api.url, intake, settings: { bearerToken: 'token' } })).rejects.toMatchObject({
      code: 'REFUSED',
      field: 'next',
    })
    expect(other.requests).toEqual([])
  })

  it('asks again after a failure that may pass, when the API wants it', async () => {
    const clock = createWaitingClock()
    await using api = await startReceiver((response, place) => {
      if (place === 0) response.writeHead(429, { 'retry-after': '7' }).end()
      else if (place === 1) response.destroy()
      else json(response, [{ id: 1 }])
    })

    expect(await read({ url: api.url, more: { clock } })).toEqual([{ id: 1 }])
    expect(clock.waitsMs[0]).toBe(7000)
  })

  it.each<[number, Readonly<Record<string, string>>, string]>([
    [401, {}, 'SIGN_IN_REFUSED'],
    [403, {}, 'NOT_PERMITTED'],
    [404, {}, 'NOT_FOUND'],
    [302, { location: 'https://elsewhere.example.com/' }, 'REFUSED'],
    [503, {}, 'INTERRUPTED'],
  ])('says what a status of %i means, and no secret', async (status, headers, code) => {
    await using api = await startReceiver((response) => response.writeHead(status, headers).end('no: s3cret'))

    const reading = read({ url: api.url, settings: { bearerToken: 's3cret' } })

    await expect(reading).rejects.toMatchObject({ code, message: expect.not.stringContaining('s3cret') })
  })

  it.each([
    ['<html>', {}, 'not JSON'],
    ['{"data":[],"other":{"list":[]}}', {}, 'is not a list'],
    ['[1]', {}, 'is not an object'],
    ['{}', { records: '/data' }, 'is not a list'],
  ])('refuses the answer %s', async (body, intake, message) => {
    await using api = await startReceiver((response) => response.end(body))

    await expect(read({ url: api.url, intake })).rejects.toThrow(message)
  })

  it('names the lists that the answer has', async () => {
    await using api = await startReceiver((response) => json(response, { meta: 1, data: { items: [] }, more: [] }))

    await expect(read({ url: api.url })).rejects.toMatchObject({
      remedy: 'Set source.records to /data/items or /more.',
    })
  })

  it('refuses more pages and more bytes than it is allowed to read', async () => {
    await using endless = await startReceiver((response, place) => json(response, { items: [], next: place + 1 }))
    const intake = { records: '/items', next: { cursor: '/next', parameter: 'after' } }
    await using large = await startReceiver((response) => json(response, [{ text: 'x'.repeat(1_100_000) }]))

    await expect(read({ url: endless.url, intake, settings: { maxPages: '5' } })).rejects.toThrow('more than 5 pages')
    expect(endless.requests).toHaveLength(5)
    await expect(read({ url: large.url, settings: { maxMegabytes: '1' } })).rejects.toThrow('more than 1 MiB')
  })

  it('connects to no address that is forbidden', async () => {
    await using api = await startReceiver()
    const checkAddress = (): void => {
      throw new EndpointError('ADDRESS_FORBIDDEN', 'not this one')
    }

    await expect(read({ url: api.url, more: { checkAddress } })).rejects.toMatchObject({ code: 'ADDRESS_FORBIDDEN' })
    expect(api.requests).toEqual([])
  })

  it.each([
    [{ url: 'ftp://example.com' }, {}, 'url'],
    [{ url: 'http://example.com' }, {}, 'url'],
    [{ url: 'https://example.com', maxPages: '0' }, {}, 'maxPages'],
    [{ url: 'https://example.com' }, { records: 'data.items' }, 'records'],
    [{ url: 'https://example.com' }, { next: { link: 'next' } }, 'next.link'],
  ])('refuses %o', async (settings, intake, field) => {
    const opening = httpSource.open(settings, { clock: createWaitingClock(), intake })

    await expect(opening).rejects.toMatchObject({ code: 'SETTING_INVALID', field })
  })

  it('checks with the first page', async () => {
    await using api = await startReceiver((response) => json(response, { items: [] }))
    const reportsOf = async (records: string): Promise<readonly CheckReport[]> => {
      const options = { clock: createWaitingClock(), intake: { records } }
      await using source = await httpSource.open({ url: api.url }, options)
      const reports: CheckReport[] = []
      for await (const report of source.check()) reports.push(report)
      return reports
    }

    expect((await reportsOf('/items')).map(({ stage, status }) => `${stage} ${status}`)).toEqual([
      'connect passed',
      'read passed',
    ])
    expect((await reportsOf('/data')).at(-1)).toMatchObject({ stage: 'read', status: 'failed', code: 'REFUSED' })
  })
})
