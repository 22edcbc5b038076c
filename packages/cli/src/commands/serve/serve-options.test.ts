import { createServer } from 'node:net'
import { expect, it } from 'vitest'
import type { Context } from '../../command/context.ts'
import { readServeOptions } from './serve-options.ts'
import type { Configuration } from './settings/read-configuration.ts'
import { defaultPort } from './settings/serve-settings.ts'

/** Holds the usual port, unless another program has it already. */
async function holdUsualPort(): Promise<AsyncDisposable> {
  const server = createServer()
  await new Promise<void>((resolve) => {
    server.once('error', () => resolve())
    server.listen(defaultPort, '127.0.0.1', () => resolve())
  })
  return { [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())) }
}

function read(given: Readonly<Record<string, string | number | boolean>>): ReturnType<typeof readServeOptions> {
  const configuration = {
    text: (name: string) => given[name],
    integer: (name: string) => given[name],
    flag: (name: string) => (typeof given[name] === 'boolean' ? given[name] : undefined),
  } as unknown as Configuration
  return readServeOptions(configuration, { environment: { HOME: '/tmp' } } as unknown as Context)
}

it('takes the next free port when another program has the usual one and none was asked for', async () => {
  await using _held = await holdUsualPort()

  const { port, takenPort, origin } = await read({})

  expect(port).toBeGreaterThan(defaultPort)
  expect(takenPort).toBe(defaultPort)
  expect(origin).toBe(`http://127.0.0.1:${port}`)
})

it('keeps the port that was asked for, and the usual one behind a proxy', async () => {
  await using _held = await holdUsualPort()

  expect(await read({ port: defaultPort })).toMatchObject({ port: defaultPort, takenPort: undefined })
  expect(await read({ origin: 'https://hub.example.com' })).toMatchObject({ port: defaultPort, takenPort: undefined })
})

it('lets channels of alerts reach public addresses by https alone, unless private ones are allowed', async () => {
  const usual = (await read({ port: defaultPort })).messaging
  const addresses = ['93.184.216.34', '10.0.0.8', '127.0.0.1', '169.254.169.254', '::1', '::ffff:10.0.0.8']
  expect(addresses.filter((address) => usual.isAddressAllowed?.(address))).toEqual(['93.184.216.34'])
  expect(usual).toMatchObject({ mail: undefined, allowPlainHttp: false })
  const open = (await read({ port: defaultPort, privateAlertHosts: true })).messaging
  expect(addresses.filter((address) => open.isAddressAllowed?.(address))).toEqual(addresses)
  expect(open.allowPlainHttp).toBe(true)
})

it('takes a mail server and a sender together, and never repeats a password', async () => {
  const smtpUrl = 'smtps://hub:canary-2c1a@smtp.example.com'
  const mailFrom = 'Coupa <coupa@example.com>'
  const { messaging } = await read({ port: defaultPort, smtpUrl, mailFrom })
  expect(messaging.mail).toEqual({ url: smtpUrl, from: mailFrom })
  await expect(read({ port: defaultPort, smtpUrl })).rejects.toThrow('mailFrom is missing')
  await expect(read({ port: defaultPort, smtpUrl })).rejects.not.toThrow('canary')
  await expect(read({ port: defaultPort, mailFrom })).rejects.toThrow('smtpUrl is missing')
})

it('listens on all addresses with plain http only where the port is published on loopback, and knows where', async () => {
  const host = '0.0.0.0'
  await expect(read({ port: defaultPort, host })).rejects.toThrow('Listening on 0.0.0.0 lets other machines in')
  const published = { port: defaultPort, host, publishedOnLoopback: true }

  expect(await read({ ...published, origin: 'http://localhost:8090' })).toMatchObject({ host })
  await expect(read(published)).rejects.toThrow('where the port is published')
  await expect(read({ ...published, origin: 'http://hub.example.com' })).rejects.toThrow('plain http')
})
