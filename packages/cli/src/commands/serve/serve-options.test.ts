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

function read(given: Readonly<Record<string, string | number>>): ReturnType<typeof readServeOptions> {
  const configuration = {
    text: (name: string) => given[name],
    integer: (name: string) => given[name],
    flag: () => undefined,
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
