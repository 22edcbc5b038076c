import { describe, expect, it } from 'vitest'
import { requestTokenAnswer, startOrganization } from '../testing/organization.ts'

describe('faults', () => {
  it('hit the next request, or as many as asked for, and then stop', async () => {
    await using organization = await startOrganization()
    const { control } = organization.sandbox
    const status = async (): Promise<number> => (await organization.get('tax_codes?limit=1')).status

    control.fault({ kind: 'html-500' })
    expect([await status(), await status()]).toEqual([500, 200])
    control.fault({ kind: 'too-many-requests', times: 2 })
    expect([await status(), await status(), await status()]).toEqual([429, 429, 200])
  })

  it('hit every k-th request on a path until they are taken away', async () => {
    await using organization = await startOrganization()
    const stop = organization.sandbox.control.fault({
      kind: 'unavailable',
      every: 2,
      path: '/tax_codes',
      retryAfterSeconds: 7,
    })
    const statuses: number[] = []
    for (let i = 0; i < 4; i += 1) statuses.push((await organization.get('tax_codes?limit=1')).status)

    expect(statuses).toEqual([200, 503, 200, 503])
    expect((await organization.get('uoms?limit=1')).status).toBe(200)
    await organization.get('tax_codes?limit=1')
    expect((await organization.get('tax_codes?limit=1')).headers.get('retry-after')).toBe('7')
    stop()
    await organization.get('tax_codes?limit=1')
    expect((await organization.get('tax_codes?limit=1')).status).toBe(200)
  })

  it.each(['reset', 'cut-body'] as const)('break the connection with %s', async (kind) => {
    await using organization = await startOrganization()
    organization.sandbox.control.fault({ kind })

    await expect(organization.get('invoices?limit=5')).rejects.toThrow()
    expect((await organization.get('invoices?limit=5')).status).toBe(200)
  })

  it('announce more or fewer bytes than they send', async () => {
    await using organization = await startOrganization()
    const { control } = organization.sandbox

    control.fault({ kind: 'wrong-length', lengthError: 10 })
    await expect(organization.get('tax_codes')).rejects.toThrow()
    control.fault({ kind: 'wrong-length', lengthError: -10 })
    const { text } = await organization.get('tax_codes')
    expect(() => JSON.parse(text)).toThrow(SyntaxError)
  })

  it('carry out a POST and then drop its answer', async () => {
    await using organization = await startOrganization()
    organization.sandbox.control.fault({ kind: 'drop-answer', method: 'POST' })

    await expect(organization.send('POST', 'suppliers', { name: 'Lost Answer' })).rejects.toThrow()

    expect((await organization.get('suppliers?name=Lost+Answer')).json).toHaveLength(1)
  })

  it('show the page where people sign in, directly or as a redirect', async () => {
    await using organization = await startOrganization()
    const { control } = organization.sandbox

    control.fault({ kind: 'login-page' })
    const page = await organization.get('tax_codes')
    control.fault({ kind: 'login-redirect' })
    const redirect = await organization.get('tax_codes')

    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect([redirect.status, redirect.headers.get('location')]).toEqual([302, '/login'])
  })

  it('delay headers or stretch the body', async () => {
    await using organization = await startOrganization()
    const { control } = organization.sandbox
    const timed = async (): Promise<number> => {
      const started = performance.now()
      await organization.get('tax_codes')
      return performance.now() - started
    }

    control.fault({ kind: 'slow-headers', delayMs: 60 })
    expect(await timed()).toBeGreaterThan(50)
    control.fault({ kind: 'slow-body', delayMs: 60 })
    expect(await timed()).toBeGreaterThan(50)
  })

  it('reach the token endpoint', async () => {
    await using organization = await startOrganization()
    const { control } = organization.sandbox

    control.fault({ kind: 'invalid-client', on: 'token' })
    expect((await requestTokenAnswer(organization.sandbox)).json.error).toBe('invalid_client')
    control.fault({ kind: 'html-500', on: 'token' })
    expect((await requestTokenAnswer(organization.sandbox)).status).toBe(500)
    expect((await requestTokenAnswer(organization.sandbox)).status).toBe(200)
  })

  it('refuse rules that make no sense', async () => {
    await using organization = await startOrganization()
    const { control } = organization.sandbox

    expect(() => control.fault({ kind: 'html-500', every: 0 })).toThrow(
      "'every' of a fault is 0; it must be a whole number of at least 1",
    )
    expect(() => control.fault({ kind: 'earthquake' as never })).toThrow(
      /fault 'earthquake' does not exist; choose one of too-many-requests,/,
    )
  })
})

describe('control', () => {
  it('makes records appear, change and vanish', async () => {
    await using organization = await startOrganization({ records: { invoices: 100 } })
    const { control } = organization.sandbox

    const done = control.mutateOnce({ resource: 'invoices', inserts: 3, updates: 4, deletes: 2 })

    expect([done.inserted.length, done.updated.length > 0, done.deleted.length]).toEqual([3, true, 2])
    const inserted = (await organization.get(`invoices/${done.inserted[0]}`)).json
    expect(inserted['invoice-lines'].length).toBeGreaterThan(0)
    expect(inserted['invoice-number']).toMatch(/-\d+$/)
    expect((await organization.get(`invoices/${done.deleted[0]}`)).status).toBe(404)
    expect(control.ids('invoices')).toHaveLength(101)
  })

  it('is served over HTTP only where it is switched on', async () => {
    await using off = await startOrganization()
    await using on = await startOrganization({ control: true })
    const post = (url: string, name: string, body: unknown): Promise<Response> =>
      fetch(`${url.replace('/api', '/sandbox/control')}/${name}`, {
        method: 'POST',
        body: JSON.stringify(body),
        redirect: 'manual',
      })

    expect((await post(off.sandbox.url, 'fault', { kind: 'html-500' })).status).toBe(302)
    expect((await post(on.sandbox.url, 'fault', { kind: 'html-500' })).status).toBe(200)
    expect((await on.get('tax_codes')).status).toBe(500)
    expect((await post(on.sandbox.url, 'fault', { kind: 'nothing' })).status).toBe(400)
    expect(await (await post(on.sandbox.url, 'ids', { resource: 'uoms' })).json()).toHaveLength(40)
  })

  it('remembers requests without queries and secrets', async () => {
    await using organization = await startOrganization()
    await organization.get('suppliers?name=secret')
    const { requests, counters, clientSecret } = organization.sandbox

    expect(requests.map(({ method, path, status }) => [method, path, status])).toEqual([
      ['POST', '/oauth2/token', 200],
      ['GET', '/api/suppliers', 200],
    ])
    expect(counters).toMatchObject({ total: 2, api: 1, token: 1, tooMany: 0, peakPerSecond: 1 })
    expect(JSON.stringify(requests)).not.toContain(clientSecret)
  })
})
