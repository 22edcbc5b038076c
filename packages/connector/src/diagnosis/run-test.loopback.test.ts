import type { RequestListener, ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import { createUndiciTransport, type UndiciTransportOptions } from '../http/transport/undici-transport.ts'
import type { SettingsInput } from '../settings/parse-settings.ts'
import { createCertificate } from '../testing/certificates.ts'
import { finishTest } from '../testing/finish-test.ts'
import { type LoopbackServer, startHttp, startHttps, startProxy, startTcp, unusedPort } from '../testing/loopback.ts'
import { createManualClock } from '../testing/manual-clock.ts'
import { runTest } from './run-test.ts'
import type { TestOptions } from './test-options.ts'

const authority = createCertificate({ commonName: 'Test authority', authority: true })
const day = 24 * 3600 * 1000

/** A small organization: grants whatever is asked for and has no tax codes, except where a path has its own listener. */
function organization(paths: Readonly<Record<string, RequestListener>> = {}): RequestListener {
  return (request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? ''
    const own = paths[path]
    if (own) return own(request, response)
    if (path === '/oauth2/token') {
      let body = ''
      request.on('data', (piece) => {
        body += piece
      })
      request.on('end', () => {
        const scope = new URLSearchParams(body).get('scope')
        sendJson(response, { access_token: 'a-token', token_type: 'bearer', expires_in: 86_399, scope })
      })
      return
    }
    if (path === '/api/tax_codes') return sendJson(response, [])
    response.writeHead(404, { 'content-type': 'text/html' }).end('<html><title>Not found</title></html>')
  }
}

function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}

function inputFor({ url }: { url: string }, tokenUrl = url): SettingsInput {
  return {
    url: `${url}/api`,
    clientId: 'client',
    clientSecret: 'secret',
    scope: 'core.common.read',
    accessTokenUrl: `${tokenUrl}/oauth2/token`,
  }
}

function test(
  input: SettingsInput,
  { transport, ...options }: TestOptions & { transport?: UndiciTransportOptions } = {},
) {
  return runTest({ input }, { createTransport: () => createUndiciTransport(transport), ...options })
}

const trusting = { ca: authority.certificate }

describe('runTest against real servers', () => {
  it('passes over https and times every stage', async () => {
    const certificate = createCertificate({ issuer: authority, validTo: new Date(Date.now() + 90 * day) })
    await using server = await startHttps({ key: certificate.key, cert: certificate.certificate }, organization())

    const report = await test(inputFor(server), { transport: trusting }).report

    expect(report).toMatchObject({
      outcome: 'OK',
      stage: 'classify',
      grantedScopes: ['core.common.read'],
      warnings: [],
    })
    expect(report.stages.map(({ name, status }) => `${name} ${status}`)).toEqual([
      'settings passed',
      'token-connect passed',
      'token-tls passed',
      'token-request passed',
      'token-parse passed',
      'scope-check passed',
      'service-connect passed',
      'service-tls passed',
      'probe passed',
      'classify passed',
    ])
    await expect.poll(() => server.connections()).toBe(0)
  })

  it('skips encryption for http to this machine', async () => {
    await using server = await startHttp(organization())

    const report = await test(inputFor(server)).report

    expect(report.outcome).toBe('OK')
    expect(report.stages.filter(({ status }) => status === 'skipped').map(({ name }) => name)).toEqual([
      'token-tls',
      'service-tls',
    ])
  })

  it('warns of a certificate that is about to expire', async () => {
    const certificate = createCertificate({ issuer: authority, validTo: new Date(Date.now() + 3 * day + 60_000) })
    await using server = await startHttps({ key: certificate.key, cert: certificate.certificate }, organization())

    const report = await test(inputFor(server), { transport: trusting }).report

    expect(report).toMatchObject({
      outcome: 'OK',
      warnings: [{ code: 'CERTIFICATE_EXPIRES' }],
    })
    expect(report.warnings[0]?.message).toContain('expires in 3 days')
    expect(report.stages.find(({ name }) => name === 'token-tls')?.status).toBe('warned')
  })

  it.each([
    ['expired', { issuer: authority, validFrom: new Date(0), validTo: new Date(day) }, 'TLS_EXPIRED'],
    [
      'not yet valid',
      { issuer: authority, validFrom: new Date(Date.now() + day), validTo: new Date(Date.now() + 2 * day) },
      'TLS_EXPIRED',
    ],
    ['self-signed', {}, 'TLS_UNTRUSTED'],
    ['made out to another name', { issuer: authority, names: ['other.example'] }, 'TLS_NAME'],
  ])('tells a certificate that is %s, on either side', async (_name, certificateOptions, fault) => {
    const certificate = createCertificate(certificateOptions)
    await using bad = await startHttps({ key: certificate.key, cert: certificate.certificate }, organization())
    await using good = await startHttp(organization())

    const token = await test(inputFor(good, bad.url), { transport: trusting }).report
    const service = await test(inputFor(bad, good.url), { transport: trusting }).report

    expect(token).toMatchObject({ outcome: `TOKEN_${fault}`, stage: 'token-tls' })
    expect(service).toMatchObject({ outcome: `SERVICE_${fault}`, stage: 'service-tls' })
  })

  it('names the issuer, the dates and the names of a certificate', async () => {
    const wrongName = createCertificate({ issuer: authority, names: ['other.example'] })
    await using server = await startHttps({ key: wrongName.key, cert: wrongName.certificate }, organization())

    const named = await test(inputFor(server), { transport: trusting }).report
    const untrusted = await test(inputFor(server)).report

    expect(named.message).toContain('other.example')
    expect(untrusted.message).toContain('Test authority')
  })

  it('tells a port that does not speak TLS', async () => {
    await using plain = await startHttp(organization())
    const input = inputFor({ url: plain.url.replace('http:', 'https:') })

    expect(await test(input).report).toMatchObject({ outcome: 'TOKEN_TLS_PROTOCOL', stage: 'token-tls' })
  })

  it('tells a port on which nothing listens', async () => {
    const url = `http://127.0.0.1:${await unusedPort()}`

    expect(await test(inputFor({ url })).report).toMatchObject({ outcome: 'TOKEN_UNREACHABLE', stage: 'token-connect' })
  })

  it('tells a name that nobody knows, on either side', async () => {
    await using server = await startHttp(organization())
    const lookup = async () => {
      throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' })
    }
    const unknown = { url: 'https://no-such.example' }

    const token = await test(inputFor(server, unknown.url), { transport: { lookup } }).report
    const service = await test(inputFor(unknown, server.url), { transport: { lookup } }).report

    expect(token).toMatchObject({ outcome: 'TOKEN_HOST_UNKNOWN', stage: 'token-connect' })
    expect(service).toMatchObject({ outcome: 'SERVICE_HOST_UNKNOWN', stage: 'service-connect' })
  })

  it('tells an address that may not be reached from here', async () => {
    await using server = await startHttp(organization())

    const report = await test(inputFor(server), { transport: { addressGuard: 'public-only' } }).report

    expect(report).toMatchObject({ outcome: 'ADDRESS_NOT_ALLOWED', stage: 'token-connect' })
    expect(server.accepted()).toBe(0)
  })

  it('names what hangs: encryption, the token answer, the probe answer', async () => {
    await using silent = await startTcp(() => {})
    await using good = await startHttp(organization())
    const encrypted = { url: silent.url.replace('http:', 'https:') }

    const cases = [
      [inputFor(good, encrypted.url), 'TOKEN_TIMEOUT', 'token-tls'],
      [inputFor(good, silent.url), 'TOKEN_TIMEOUT', 'token-request'],
      [inputFor(encrypted, good.url), 'SERVICE_TIMEOUT', 'service-tls'],
      [inputFor(silent, good.url), 'SERVICE_TIMEOUT', 'probe'],
    ] as const
    const reports = await Promise.all(
      cases.map(([input, outcome]) => quickly(input, outcome === 'TOKEN_TIMEOUT' ? 'token' : 'service')),
    )

    expect(reports.map(({ outcome, stage }) => [outcome, stage])).toEqual(cases.map(([, ...expected]) => expected))
  })

  it('ends although a body never ends', async () => {
    const timers = new Set<NodeJS.Timeout>()
    const endless: RequestListener = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const timer = setInterval(() => response.write(' '), 20)
      timers.add(timer)
      response.on('close', () => clearInterval(timer))
    }
    await using slow = await startHttp(organization({ '/oauth2/token': endless, '/api/tax_codes': endless }))
    await using good = await startHttp(organization())

    const token = await quickly(inputFor(good, slow.url), 'token')
    const service = await quickly(inputFor(slow, good.url), 'service')

    expect(token).toMatchObject({ outcome: 'TOKEN_TIMEOUT', stage: 'token-request' })
    expect(service).toMatchObject({ outcome: 'SERVICE_TIMEOUT', stage: 'probe' })
  })

  it('takes an answer without end that comes fast for what it is', async () => {
    const flood: RequestListener = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const piece = Buffer.alloc(256 * 1024, ' ')
      const pour = () => {
        while (!response.destroyed && response.write(piece)) {
          // until the socket is full
        }
      }
      response.on('drain', pour)
      pour()
    }
    await using server = await startHttp(organization({ '/oauth2/token': flood, '/api/tax_codes': flood }))
    await using good = await startHttp(organization())

    const token = await test(inputFor(good, server.url)).report
    const service = await test(inputFor(server, good.url)).report

    expect(token.outcome).toBe('TOKEN_URL_WRONG')
    expect(service.outcome).toBe('SERVICE_BAD_RESPONSE')
  })

  it('does not follow redirects in a circle', async () => {
    let requests = 0
    const circle: RequestListener = (_request, response) => {
      requests++
      response.writeHead(302, { location: '/api/tax_codes' }).end()
    }
    await using server = await startHttp(organization({ '/api/tax_codes': circle }))

    expect((await test(inputFor(server)).report).outcome).toBe('URL_REDIRECTS')
    expect(requests).toBe(1)
  })

  it('tells an answer that breaks off', async () => {
    const cut: RequestListener = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
      response.write('[{"id":1')
      setImmediate(() => response.destroy())
    }
    await using server = await startHttp(organization({ '/api/tax_codes': cut }))

    expect(await test(inputFor(server)).report).toMatchObject({ outcome: 'SERVICE_BAD_RESPONSE', stage: 'probe' })
  })

  it('goes through a proxy and says so', async () => {
    const certificate = createCertificate({
      issuer: authority,
      names: ['acme.example'],
      validTo: new Date(Date.now() + 90 * day),
    })
    await using server = await startHttps({ key: certificate.key, cert: certificate.certificate }, organization())
    await using proxy = await startProxy({ port: server.port })
    const transport = { ...trusting, environment: { HTTPS_PROXY: proxy.url } }

    const report = await test(inputFor({ url: 'https://acme.example' }), { transport }).report

    expect(report.outcome).toBe('OK')
    expect(report.stages.find(({ name }) => name === 'token-connect')).toMatchObject({
      status: 'passed',
      note: expect.stringContaining('through the proxy'),
    })
  })

  it('tells a proxy that refuses', async () => {
    await using proxy = await startProxy({ port: 1, authorization: 'Basic eA==' })
    const transport = { environment: { HTTPS_PROXY: proxy.url } }

    const report = await test(inputFor({ url: 'https://acme.example' }), { transport }).report

    expect(report).toMatchObject({ outcome: 'PROXY_ERROR', stage: 'token-connect' })
    expect(report.message).toContain('user name and password')
  })

  it('stops at once when it is cancelled', async () => {
    await using silent = await startTcp(() => {})
    const controller = new AbortController()
    const run = test(inputFor(silent), {
      signal: controller.signal,
      onEvent: (event) => {
        if (event.type === 'stage-started' && event.stage === 'token-request') controller.abort()
      },
    })

    expect(await run.report).toMatchObject({ outcome: 'CANCELLED', stage: 'token-request', retry: null })
    await expect.poll(() => silent.connections()).toBe(0)
  })

  it('has its own limit beside those of the transport', async () => {
    await using silent = await startTcp(() => {})
    const clock = createManualClock({ startMs: Date.now() })
    const run = test(inputFor(silent as LoopbackServer), { clock })
    for await (const event of run) if (event.type === 'stage-started' && event.stage === 'token-request') break

    expect(await finishTest(run, clock)).toMatchObject({ outcome: 'TOKEN_TIMEOUT', stage: 'token-request' })
  })
})

/** With limits short enough for real time, but only where something hangs: a busy machine must not look like a slow server. */
async function quickly(input: SettingsInput, hangs: 'token' | 'service'): ReturnType<typeof test>['report'] {
  const answers = hangs === 'token' ? { tokenAnswerMs: 200 } : { probeAnswerMs: 200 }
  return test(input, { timeouts: { connectMs: 1000, ...answers } }).report
}
