import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import type { Batch } from '../contract/batch.ts'
import type { CheckReport } from '../contract/check.ts'
import type { Destination } from '../contract/destination.ts'
import type { EndpointClock, OpenOptions } from '../contract/destination-type.ts'
import type { Shape } from '../contract/shape.ts'
import { startReceiver, type TestReceiver } from '../testing/test-receiver.ts'
import { httpDestination } from './http-destination.ts'

const signingSecret = `whsec_${Buffer.from('canary of the signing secret 01').toString('base64')}`
const previousSigningSecret = `whsec_${Buffer.from('canary of the signing secret 00').toString('base64')}`

/** Pauses take no time, and limits of requests never end. */
function leapingClock(pausesMs: number[] = []): EndpointClock {
  return {
    now: () => Date.now(),
    monotonicMs: () => performance.now(),
    sleep: (durationMs) => {
      if (durationMs === 30_000) return new Promise(() => {})
      pausesMs.push(durationMs)
      return Promise.resolve()
    },
  }
}

const nested: Shape = { kind: 'nested', name: 'invoice' }
const batch: Batch = {
  id: 'r-1',
  openedAtMs: 0,
  records: [1, 2, 3].map((id) => ({ id, version: `v${id}`, sequence: id, document: { total: '12.50' } })),
}

async function openDestination(
  { url }: TestReceiver,
  settings: Readonly<Record<string, string>> = {},
  options: Partial<OpenOptions> = {},
  shape: Shape = nested,
): Promise<Destination> {
  const destination = await httpDestination.open(
    { url, ...settings },
    { delivery: {}, clock: leapingClock(), ...options },
  )
  await destination.prepare(shape)
  await destination.write(shape === nested ? batch : { ...batch, records: rowRecords })
  return destination
}

async function reportsOf(destination: Destination): Promise<readonly CheckReport[]> {
  const reports: CheckReport[] = []
  for await (const report of destination.check()) reports.push(report)
  return reports
}

const rowRecords = [{ id: 1, version: 'v1', sequence: 1, rows: { invoice: [[1, '12.50', '{"a":1}']] } }]

describe('the HTTP destination', () => {
  it('sends nothing before the commit, and then the batch in one request', async () => {
    await using receiver = await startReceiver()
    await using destination = await openDestination(receiver)
    const before = receiver.requests.length

    const objects = await destination.commit('r-1')

    expect(before).toBe(0)
    expect(objects).toMatchObject([{ object: receiver.url, records: 3 }])
    expect(receiver.requests).toHaveLength(1)
    expect(receiver.requests[0]?.headers['webhook-id']).toBe('r-1')
    expect(JSON.parse(receiver.requests[0]?.body ?? '')).toMatchObject({
      batch: 'r-1',
      records: [{ id: 1, version: 'v1', sequence: 1, document: { total: '12.50' } }, { id: 2 }, { id: 3 }],
    })
  })

  it.each([{}, { cloudEvents: true }])('says that a record is deleted, without a content: %j', async (delivery) => {
    await using receiver = await startReceiver()
    await using destination = await openDestination(receiver, {}, { delivery, eventType: 'com.coupa.invoice' })
    const deletedAt = '2026-03-01T09:30:00.000Z'
    const deleted = { id: 7, version: 'deleted-1', sequence: 4, deletedAt }
    await destination.write({ id: 'r-2', openedAtMs: 0, records: [deleted] })

    await destination.commit('r-2')

    const body = JSON.parse(receiver.requests[0]?.body ?? '')
    const isEvent = 'cloudEvents' in delivery
    expect(isEvent ? body[0].data : body.records[0]).toEqual(deleted)
    if (isEvent) expect(body[0]).toMatchObject({ type: 'com.coupa.invoice.deleted', id: 'invoice_7_deleted-1' })
  })

  it('sends rows by table and column', async () => {
    await using receiver = await startReceiver()
    const columns = [
      { name: 'id', type: { kind: 'integer' } },
      { name: 'total', type: { kind: 'decimal', precision: 32, scale: 4 } },
      { name: 'fields', type: { kind: 'json' } },
    ] as const
    const rows: Shape = { kind: 'rows', tables: [{ name: 'invoice', key: ['id'], columns }] }
    await using destination = await openDestination(receiver, {}, {}, rows)

    await destination.commit('r-1')

    expect(JSON.parse(receiver.requests[0]?.body ?? '')).toMatchObject({
      records: [{ id: 1, rows: { invoice: [{ id: 1, total: '12.50', fields: { a: 1 } }] } }],
    })
  })

  it.each([signingSecret, previousSigningSecret])(
    'signs so that holders of either secret can verify it',
    async (secret) => {
      await using receiver = await startReceiver()
      await using destination = await openDestination(receiver, { signingSecret, previousSigningSecret })

      await destination.commit('r-1')

      const [request] = receiver.requests
      const headers = request?.headers as Record<string, string>
      expect(new Webhook(secret).verify(request?.body ?? '', headers)).toMatchObject({ batch: 'r-1' })
      expect(() => new Webhook(secret).verify(`${request?.body} `, headers)).toThrow('No matching signature')
    },
  )

  it.each([500, 502, 503, 504, 429])('tries again with the same id after %i', async (status) => {
    await using receiver = await startReceiver((response, place) => {
      response.statusCode = place < 2 ? status : 200
      response.end()
    })
    await using destination = await openDestination(receiver)

    await destination.commit('r-1')

    expect(receiver.requests.map(({ headers }) => headers['webhook-id'])).toEqual(['r-1', 'r-1', 'r-1'])
    expect(new Set(receiver.requests.map(({ body }) => body)).size).toBe(1)
  })

  it('tries again with the same id when the connection is lost after the receiver has the request', async () => {
    await using receiver = await startReceiver((response, place) => {
      if (place === 0) response.destroy()
      else response.end()
    })
    await using destination = await openDestination(receiver)

    await destination.commit('r-1')

    expect(receiver.requests.map(({ headers }) => headers['webhook-id'])).toEqual(['r-1', 'r-1'])
  })

  it('tries again with the same id when the receiver accepts a request and does not answer in time', async () => {
    const accepted = Promise.withResolvers<void>()
    await using receiver = await startReceiver((response, place) => {
      if (place === 0) accepted.resolve()
      else response.end()
    })
    let waits = 0
    const sleep: EndpointClock['sleep'] = async (durationMs) => {
      if (durationMs !== 5000) return
      waits += 1
      await (waits === 1 ? accepted.promise : new Promise(() => {}))
    }
    const settings = { timeoutSeconds: '5' }
    await using destination = await openDestination(receiver, settings, { clock: { ...leapingClock(), sleep } })

    await destination.commit('r-1')

    expect(receiver.requests.map(({ headers }) => headers['webhook-id'])).toEqual(['r-1', 'r-1'])
  })

  it('waits as long as the receiver asks for', async () => {
    const pausesMs: number[] = []
    await using receiver = await startReceiver((response, place) => {
      if (place === 0) response.writeHead(429, { 'retry-after': '17' })
      response.end()
    })
    await using destination = await openDestination(receiver, {}, { clock: leapingClock(pausesMs) })

    await destination.commit('r-1')

    expect(pausesMs).toEqual([17_000])
  })

  it('leaves a receiver that stays down to the next run', async () => {
    await using receiver = await startReceiver((response) => response.writeHead(503).end('down'))
    await using destination = await openDestination(receiver)

    await expect(destination.commit('r-1')).rejects.toMatchObject({ code: 'INTERRUPTED', isRetryable: true })

    expect(receiver.requests).toHaveLength(5)
  })

  it.each([
    [400, 'REFUSED'],
    [401, 'SIGN_IN_REFUSED'],
    [403, 'NOT_PERMITTED'],
    [404, 'NOT_FOUND'],
    [422, 'REFUSED'],
    [501, 'REFUSED'],
  ])('does not try again after %i', async (status, code) => {
    await using receiver = await startReceiver((response) => response.writeHead(status).end('no such field'))
    await using destination = await openDestination(receiver)

    await expect(destination.commit('r-1')).rejects.toMatchObject({
      code,
      isRetryable: false,
      message: `${receiver.url} answered ${status}: "no such field".`,
    })
    expect(receiver.requests).toHaveLength(1)
  })

  it('follows no redirect', async () => {
    await using other = await startReceiver()
    await using receiver = await startReceiver((response) => response.writeHead(307, { location: other.url }).end())
    await using destination = await openDestination(receiver)

    await expect(destination.commit('r-1')).rejects.toMatchObject({ code: 'REFUSED', field: 'url' })

    expect(other.requests).toEqual([])
  })

  it('strikes out secrets that a receiver repeats, and cuts long answers', async () => {
    const secrets = { signingSecret, bearerToken: 'canary-token', headerName: 'X-Api-Key', headerValue: 'canary-value' }
    await using receiver = await startReceiver((response, _place, { headers }) => {
      response
        .writeHead(400)
        .end(`${headers.authorization} ${headers['x-api-key']} ${signingSecret} ${'x'.repeat(500_000)}`)
    })
    await using destination = await openDestination(receiver, secrets)

    const error: unknown = await destination.commit('r-1').catch((failure: unknown) => failure)
    const { message } = error as Error

    expect(message).toContain('Bearer … … …')
    expect(message.length).toBeLessThan(300)
    expect(JSON.stringify({ message, error })).not.toContain('canary')
  })

  it('sends one request a record, and goes on after the last one that was accepted', async () => {
    await using receiver = await startReceiver((response, place) => response.writeHead(place === 1 ? 403 : 200).end())
    await using destination = await openDestination(receiver, {}, { delivery: { request: 'record' } })

    await expect(destination.commit('r-1')).rejects.toMatchObject({ code: 'NOT_PERMITTED' })
    await destination.commit('r-1')
    await destination.commit('r-1')

    expect(receiver.requests.map(({ headers }) => headers['webhook-id'])).toEqual(
      ['1_v1', '2_v2', '2_v2', '3_v3'].map((key) => `invoice_${key}`),
    )
  })

  it.each([400, 413, 422])(
    'names the record whose request is answered %i, and sends the others once',
    async (status) => {
      await using receiver = await startReceiver((response, place) => {
        response.writeHead(place === 1 ? status : 200).end(place === 1 ? 'no such cost center' : '')
      })
      await using destination = await openDestination(receiver, {}, { delivery: { request: 'record' } })

      await expect(destination.commit('r-1')).rejects.toMatchObject({
        code: 'VALUE_REFUSED',
        records: [{ id: '2', message: `${receiver.url} answered ${status}: "no such cost center".` }],
      })
      await destination.discard('r-1')
      await destination.write({ ...batch, id: 'r-2', records: batch.records.filter(({ id }) => id !== 2) })
      await destination.commit('r-2')

      const sent = receiver.requests.map(({ headers }) => headers['webhook-id'])
      expect(sent).toEqual(['invoice_1_v1', 'invoice_2_v2', 'invoice_3_v3'])
    },
  )

  it('takes the refusal of 25 records in a row for one of the receiver', async () => {
    await using receiver = await startReceiver((response) => response.writeHead(400).end('wrong version'))
    await using destination = await openDestination(receiver, {}, { delivery: { request: 'record' } })
    const records = Array.from({ length: 30 }, (_, id) => ({ id, version: `v${id}`, sequence: id, document: {} }))
    await destination.write({ ...batch, id: 'r-2', records })

    await expect(destination.commit('r-2')).rejects.toMatchObject({
      code: 'REFUSED',
      message: expect.stringContaining('wrong version'),
    })

    expect(receiver.requests).toHaveLength(25)
  })

  it.each([400, 422])(
    'names the records of a batch that a receiver names with %i, without its secrets',
    async (status) => {
      const refused = [{ id: 1, message: 'no canary-token', field: 'supplier' }, { id: '3' }, { message: 'of nobody' }]
      await using receiver = await startReceiver((response, place) => {
        if (place === 0) response.writeHead(status).end(JSON.stringify({ refused }))
        else response.end()
      })
      await using destination = await openDestination(receiver, { bearerToken: 'canary-token' })

      await expect(destination.commit('r-1')).rejects.toMatchObject({
        code: 'VALUE_REFUSED',
        records: [
          { id: '1', message: `${receiver.url} refused it: "no …".`, field: 'supplier' },
          { id: '3', message: `${receiver.url} refused it.` },
        ],
      })
    },
  )

  it.each([
    ['a page of HTML', '\n<!DOCTYPE html><title>Sign in</title>', 'a page of HTML'],
    ['records that it refuses', '{"refused":[{"id":1}]}', 'names records that it refuses'],
  ])('is not content with success and %s', async (_what, body, message) => {
    await using receiver = await startReceiver((response) => response.writeHead(200).end(body))
    await using destination = await openDestination(receiver)

    await expect(destination.commit('r-1')).rejects.toMatchObject({
      code: 'REFUSED',
      message: expect.stringContaining(message),
    })
    expect(receiver.requests).toHaveLength(1)
  })

  it.each(['{"refused":true}', '{"refused":[]}', '{"refused":[7,null]}', 'null', '[]', '{'])(
    'does not take %s for a refusal of records',
    async (body) => {
      await using receiver = await startReceiver((response) => response.writeHead(422).end(body))
      await using destination = await openDestination(receiver)

      await expect(destination.commit('r-1')).rejects.toMatchObject({ code: 'REFUSED' })
    },
  )

  it.each([
    ['record', 'application/cloudevents+json'],
    ['batch', 'application/cloudevents-batch+json'],
  ] as const)('wraps records as CloudEvents, one request a %s', async (request, contentType) => {
    await using receiver = await startReceiver()
    await using destination = await openDestination(
      receiver,
      {},
      {
        delivery: { request, cloudEvents: true },
        sourceUrl: 'https://acme.coupahost.com',
        eventType: 'com.coupa.invoice',
      },
    )

    await destination.commit('r-1')

    const [first] = receiver.requests
    const body: unknown = JSON.parse(first?.body ?? '')
    expect(first?.headers['content-type']).toBe(contentType)
    expect(Array.isArray(body) ? body[0] : body).toEqual({
      specversion: '1.0',
      id: 'invoice_1_v1',
      source: 'https://acme.coupahost.com',
      type: 'com.coupa.invoice',
      subject: '1',
      time: '1970-01-01T00:00:00.000Z',
      datacontenttype: 'application/json',
      data: { id: 1, version: 'v1', sequence: 1, document: { total: '12.50' } },
    })
  })

  it('sends nothing of a batch that was given up', async () => {
    await using receiver = await startReceiver()
    await using destination = await openDestination(receiver)

    await destination.discard('r-1')

    await expect(destination.commit('r-1')).rejects.toMatchObject({ code: 'BATCH_SUPERSEDED' })
    expect(receiver.requests).toEqual([])
  })

  it.each(['127.0.0.1', 'localhost'])('connects to no address that is forbidden: %s', async (host) => {
    await using receiver = await startReceiver()
    const url = receiver.url.replace('127.0.0.1', host)
    const checkAddress = (): void => {
      throw new Error('forbidden')
    }
    await using destination = await openDestination({ ...receiver, url }, {}, { checkAddress })

    await expect(destination.commit('r-1')).rejects.toMatchObject({ code: 'ADDRESS_FORBIDDEN' })
    expect(receiver.requests).toEqual([])
  })

  it.each([
    ['url', { url: 'http://receiver.example.com' }],
    ['url', { url: 'receiver.example.com' }],
    ['url', { url: 'https://user:canary@receiver.example.com' }],
    ['signingSecret', { signingSecret: 'canary' }],
    ['headerName', { headerName: 'X-Api-Key' }],
    ['headerValue', { headerName: 'X-Api-Key', headerValue: 'canary\r\nX-Other: 1' }],
    ['timeoutSeconds', { timeoutSeconds: '0' }],
  ])('refuses a wrong %s without repeating a secret: %o', async (field, settings) => {
    const opened = httpDestination.open(
      { url: 'https://receiver.example.com', ...settings },
      { delivery: {}, clock: leapingClock() },
    )

    const error: unknown = await opened.catch((failure: unknown) => failure)

    expect(error).toMatchObject({ code: 'SETTING_INVALID', field })
    expect((error as Error).message).not.toContain('canary')
  })

  it('sends no record in its check', async () => {
    await using receiver = await startReceiver()
    await using destination = await openDestination(receiver)

    const reports = await reportsOf(destination)

    expect(reports.map(({ stage, status }) => `${stage} ${status}`)).toEqual(['connect passed', 'write passed'])
    expect(receiver.requests.map(({ method, body }) => [method, body])).toEqual([['HEAD', '']])
  })

  it('says in its check that nobody answers', async () => {
    const receiver = await startReceiver()
    await receiver[Symbol.asyncDispose]()
    await using destination = await openDestination(receiver)

    const reports = await reportsOf(destination)

    expect(reports).toMatchObject([{ stage: 'connect', status: 'failed', code: 'UNREACHABLE' }])
  })
})
