import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { ServerOptions } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { NetworkError } from '../../errors/network-error.ts'
import { createCertificate } from '../../testing/certificates.ts'
import { startHttp, startHttps, startProxy, startTcp, unusedPort } from '../../testing/loopback.ts'
import type { ConnectProgress } from './transport.ts'
import { createUndiciTransport, type UndiciTransportOptions } from './undici-transport.ts'

const day = 24 * 60 * 60 * 1000

function startTls(certificate: { certificate: string; key: string }, options: ServerOptions = {}) {
  return startHttps({ cert: certificate.certificate, key: certificate.key, ...options }, (_request, response) =>
    response.end('ok'),
  )
}

async function fetchText(url: string, options: UndiciTransportOptions = {}): Promise<string> {
  const transport = createUndiciTransport(options)
  try {
    return (await (await transport.send({ method: 'GET', url, headers: {} })).bytes()).toString()
  } finally {
    await transport.close()
  }
}

async function failureOf(work: Promise<unknown>): Promise<NetworkError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(NetworkError)
  return error as NetworkError
}

describe('openConnection with TLS', () => {
  it('trusts a certificate that is signed by an added authority', async () => {
    const authority = createCertificate({ commonName: 'Test authority', authority: true })
    await using server = await startTls(createCertificate({ issuer: authority }))

    expect(await fetchText(server.url, { ca: authority.certificate })).toBe('ok')
    expect(await fetchText(server.url, { ca: [Buffer.from(authority.certificate)] })).toBe('ok')
  })

  it('trusts NODE_EXTRA_CA_CERTS also when another authority is added', async () => {
    const extra = createCertificate({ commonName: 'Extra', authority: true })
    const other = createCertificate({ commonName: 'Other', authority: true })
    await using server = await startTls(createCertificate({ issuer: extra }))
    const folder = await mkdtemp(join(tmpdir(), 'coupa-connector-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const file = join(folder, 'extra.pem')
    await writeFile(file, extra.certificate)
    const program = `
      import { createUndiciTransport } from ${JSON.stringify(new URL('./undici-transport.ts', import.meta.url).href)}
      const transport = createUndiciTransport({ ca: process.env.OTHER })
      const response = await transport.send({ method: 'GET', url: ${JSON.stringify(server.url)}, headers: {} })
      console.log(String(await response.bytes()))
      await transport.close()`
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: file, OTHER: other.certificate, NODE_OPTIONS: '' }

    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], { env })

    expect(stdout).toBe('ok\n')
  })

  it('checks the name of the host that was asked for, not the address that it is at', async () => {
    const certificate = createCertificate({ names: ['coupa.test'] })
    await using server = await startTls(certificate)
    const options = { ca: certificate.certificate, lookup: async () => ['127.0.0.1'] }

    expect(await fetchText(`https://coupa.test:${server.port}/`, options)).toBe('ok')
    const error = await failureOf(fetchText(`https://other.test:${server.port}/`, options))
    expect(error.details).toMatchObject({
      failure: 'tls-name',
      delivery: 'not-sent',
      evidence: { hostname: 'other.test', names: ['coupa.test'] },
    })
    expect(error.isRetryable).toBe(false)
  })

  it('says tls-untrusted for a self-signed certificate, with its issuer', async () => {
    await using server = await startTls(createCertificate({ commonName: 'Self made' }))

    const error = await failureOf(fetchText(server.url))

    expect(error.details).toMatchObject({
      failure: 'tls-untrusted',
      delivery: 'not-sent',
      evidence: { issuer: 'Self made', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    })
  })

  it('says tls-untrusted for an issuer that is unknown here', async () => {
    const authority = createCertificate({ commonName: 'Unknown authority', authority: true })
    await using server = await startTls(createCertificate({ issuer: authority }))

    const error = await failureOf(fetchText(server.url))

    expect(error.details).toMatchObject({ failure: 'tls-untrusted', evidence: { issuer: 'Unknown authority' } })
  })

  it('says tls-expired with the dates, for a certificate of the past and of the future', async () => {
    const past = { validFrom: new Date('2020-01-01T00:00:00Z'), validTo: new Date('2021-01-01T00:00:00Z') }
    const future = { validFrom: new Date(Date.now() + day), validTo: new Date(Date.now() + 2 * day) }
    for (const dates of [past, future]) {
      const certificate = createCertificate(dates)
      await using server = await startTls(certificate)

      const error = await failureOf(fetchText(server.url, { ca: certificate.certificate }))

      expect(error.details.failure).toBe('tls-expired')
      expect(Date.parse(String(error.details.evidence?.validTo))).toBe(
        Math.floor(dates.validTo.getTime() / 1000) * 1000,
      )
      expect(error.details.evidence?.validFrom).toBeDefined()
    }
  })

  it('says tls-protocol when no version is shared, no TLS is spoken or the alert is one of the handshake', async () => {
    const certificate = createCertificate()
    await using old = await startTls(certificate, {
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    })
    await using plain = await startHttp((_request, response) => response.end())
    await using mail = await startTcp((socket) => socket.write('220 mail.example ESMTP\r\n'))

    for (const { port } of [old, plain, mail]) {
      const error = await failureOf(fetchText(`https://127.0.0.1:${port}/`, { ca: certificate.certificate }))
      expect(error.details).toMatchObject({ failure: 'tls-protocol', delivery: 'not-sent' })
    }
  })

  it('says protocol when plain HTTP is spoken to a TLS port', async () => {
    await using server = await startTls(createCertificate())

    const error = await failureOf(fetchText(`http://127.0.0.1:${server.port}/`))

    expect(['protocol', 'reset']).toContain(error.details.failure)
  })

  it('says reset when the other side leaves during the handshake, and connect-timeout when it says nothing', async () => {
    await using leaving = await startTcp((socket) => socket.once('data', () => socket.destroy()))
    await using silent = await startTcp(() => {})
    const timeouts = { connectMs: 50 }

    const left = await failureOf(fetchText(`https://127.0.0.1:${leaving.port}/`))
    const waited = await failureOf(fetchText(`https://127.0.0.1:${silent.port}/`, { timeouts }))

    expect(left.details).toMatchObject({ failure: 'reset', delivery: 'not-sent' })
    expect(waited.details).toMatchObject({ failure: 'connect-timeout', delivery: 'not-sent' })
  })

  it('tells each stage of a new connection', async () => {
    const certificate = createCertificate({ names: ['coupa.test'] })
    await using server = await startTls(certificate)
    const events: ConnectProgress[] = []
    const transport = createUndiciTransport({ ca: certificate.certificate, lookup: async () => ['127.0.0.1'] })

    const url = `https://coupa.test:${server.port}/`
    for (let i = 0; i < 2; i++) {
      const response = await transport.send({
        method: 'GET',
        url,
        headers: {},
        onProgress: (event) => events.push(event),
      })
      await response.bytes()
      await new Promise((resolve) => setImmediate(resolve))
    }
    await transport.close()

    expect(events).toEqual([
      { name: 'name-resolved', addresses: ['127.0.0.1'] },
      { name: 'connected', address: `127.0.0.1:${server.port}` },
      {
        name: 'secured',
        protocol: 'TLSv1.3',
        cipher: expect.stringMatching(/^TLS_/),
        certificateExpiresAt: expect.stringMatching(/^\d{4}-.*Z$/),
      },
    ])
  })
})

describe('openConnection with an address guard', () => {
  const addressGuard = 'public-only'

  it.each(['http://127.0.0.1:1/', 'http://[::1]:1/', 'http://169.254.169.254/latest/meta-data', 'http://0x7f.1:1/'])(
    'refuses the literal address of %s',
    async (url) => {
      const error = await failureOf(fetchText(url, { addressGuard }))

      expect(error.details).toMatchObject({ failure: 'address-not-allowed', delivery: 'not-sent' })
      expect(error.isRetryable).toBe(false)
    },
  )

  it('refuses a name at a private address, and looks it up only once', async () => {
    await using server = await startHttp((_request, response) => response.end('ok'))
    let lookups = 0
    const lookup = async () => (lookups++ === 0 ? ['127.0.0.1'] : ['203.0.113.1'])
    const url = `http://rebinding.test:${server.port}/`

    const error = await failureOf(fetchText(url, { addressGuard, lookup }))

    expect(error.details).toMatchObject({
      failure: 'address-not-allowed',
      evidence: { hostname: 'rebinding.test', addresses: ['127.0.0.1'] },
    })
    expect(lookups).toBe(1)
    expect(server.accepted()).toBe(0)
  })

  it('reaches loopback when it is off, as it is by default', async () => {
    await using server = await startHttp((_request, response) => response.end('ok'))

    expect(await fetchText(server.url)).toBe('ok')
  })

  it('refuses a private target behind a proxy too', async () => {
    await using server = await startHttp((_request, response) => response.end('ok'))
    await using proxy = await startProxy({ port: server.port })
    const options = { addressGuard, proxy: { https: proxy.url }, lookup: async () => ['10.1.2.3'] } as const

    const error = await failureOf(fetchText('https://intern.test/', options))

    expect(error.details.failure).toBe('address-not-allowed')
    expect(proxy.requests).toEqual([])
  })
})

describe('openConnection through a proxy', () => {
  it("asks for a tunnel by name, with the user info of the proxy, and checks the target's certificate", async () => {
    const certificate = createCertificate({ names: ['coupa.test'] })
    await using server = await startTls(certificate)
    const authorization = `Basic ${Buffer.from('me:p@ss').toString('base64')}`
    await using proxy = await startProxy({ port: server.port, authorization })
    const events: string[] = []
    const transport = createUndiciTransport({
      ca: certificate.certificate,
      environment: { HTTPS_PROXY: `http://me:p%40ss@127.0.0.1:${proxy.port}` },
    })

    const onProgress = (event: ConnectProgress) => events.push(event.name)
    const response = await transport.send({ method: 'GET', url: 'https://coupa.test/api', headers: {}, onProgress })

    expect((await response.bytes()).toString()).toBe('ok')
    expect(proxy.requests).toEqual([{ target: 'coupa.test:443', authorization }])
    expect(events).toEqual(['proxy-connected', 'secured'])
    await transport.close()
  })

  it('gives plain http to the proxy with the whole address', async () => {
    await using proxy = await startProxy({ port: 1 })

    expect(await fetchText('http://plain.test/api?a=1', { proxy: { http: proxy.url } })).toBe('through the proxy')
    expect(proxy.requests).toEqual([{ target: 'http://plain.test/api?a=1', authorization: undefined }])
  })

  it('speaks TLS to an https proxy', async () => {
    const certificate = createCertificate({ names: ['coupa.test', '127.0.0.1'] })
    await using server = await startTls(certificate)
    await using proxy = await startProxy({ port: server.port })
    await using front = await startTlsFront(certificate, proxy.port)
    const options = { ca: certificate.certificate, proxy: { https: `https://127.0.0.1:${front.port}` } }

    expect(await fetchText('https://coupa.test/', options)).toBe('ok')
    expect(proxy.requests).toHaveLength(1)
  })

  it.each([407, 403, 502])('says proxy when the proxy answers CONNECT with %i', async (status) => {
    await using proxy = await startProxy({ port: 1, status })
    const address = `http://me:very-secret@127.0.0.1:${proxy.port}`

    const error = await failureOf(fetchText('https://coupa.test/', { proxy: { https: address } }))

    expect(error.details).toMatchObject({
      failure: 'proxy',
      delivery: 'not-sent',
      evidence: { proxy: `http://127.0.0.1:${proxy.port}`, status },
    })
    expect(`${error.stack}${JSON.stringify(error)}`).not.toContain('very-secret')
  })

  it('says proxy when the proxy is not there, is unknown, is not a proxy or wants a sign-in for plain http', async () => {
    const port = await unusedPort()
    await using mail = await startTcp((socket) => socket.write('220 mail.example ESMTP\r\n\r\n'))
    await using leaving = await startTcp((socket) => socket.once('data', () => socket.destroy()))
    await using locked = await startProxy({ port: 1, authorization: 'Basic x' })
    const lookup = () => Promise.reject(Object.assign(new Error('unknown'), { code: 'ENOTFOUND' }))

    const failures = await Promise.all([
      failureOf(fetchText('https://a.test/', { proxy: { https: `127.0.0.1:${port}` } })),
      failureOf(fetchText('https://a.test/', { proxy: { https: 'proxy.test:3128' }, lookup })),
      failureOf(fetchText('https://a.test/', { proxy: { https: `127.0.0.1:${mail.port}` } })),
      failureOf(fetchText('https://a.test/', { proxy: { https: `127.0.0.1:${leaving.port}` } })),
      failureOf(fetchText('https://a.test/', { proxy: { https: 'socks5://user:very-secret@127.0.0.1' } })),
      failureOf(fetchText('http://a.test/', { proxy: { http: locked.url } })),
    ])

    for (const error of failures) {
      expect(error.details).toMatchObject({ failure: 'proxy', delivery: 'not-sent' })
      expect(`${error.stack}${JSON.stringify(error)}`).not.toContain('very-secret')
    }
  })
})

/** A TLS server that passes everything on to a port of loopback. */
async function startTlsFront(certificate: { certificate: string; key: string }, port: number) {
  const { createServer } = await import('node:tls')
  const { connect } = await import('node:net')
  const server = createServer({ cert: certificate.certificate, key: certificate.key }, (socket) => {
    const onward = connect(port, '127.0.0.1')
    onward.pipe(socket).pipe(onward)
    socket.on('error', () => onward.destroy()).on('close', () => onward.destroy())
    onward.on('error', () => socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    [Symbol.asyncDispose]: async () => void server.close(),
  }
}
