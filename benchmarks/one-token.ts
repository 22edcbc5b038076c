// How many tokens are asked for when 10,000 calls start at once in one process, and when four processes share a store.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createConnection, createFileTokenStore } from '@coupa-connector/connector'
import { type Measurement, report } from './support/measurement.ts'

const [, , role, origin = '', directory = ''] = process.argv
if (role === 'caller') await callAtOnce(origin, 2_500, directory)
else report(await measure())

async function measure(): Promise<Measurement[]> {
  let tokenRequests = 0
  const server = createServer((request, response) => {
    request.resume()
    response.setHeader('content-type', 'application/json')
    if (request.url?.startsWith('/oauth2/token')) {
      tokenRequests++
      setTimeout(() => response.end('{"access_token":"t","token_type":"bearer","expires_in":86399}'), 50)
    } else response.end('[]')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const target = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`

  await callAtOnce(target, 10_000)
  const inOneProcess = tokenRequests

  tokenRequests = 0
  const folder = mkdtempSync(join(tmpdir(), 'tokens-'))
  const script = fileURLToPath(import.meta.url)
  const callers = Array.from({ length: 4 }, () =>
    spawn(process.execPath, [script, 'caller', target, folder], { stdio: 'inherit' }),
  )
  const codes = await Promise.all(callers.map(async (caller) => (await once(caller, 'exit'))[0] as number))
  rmSync(folder, { recursive: true })
  server.close()
  server.closeAllConnections()
  if (codes.some((code) => code !== 0)) throw new Error(`a caller failed: ${codes.join(', ')}`)

  const exactlyOne = { unit: 'requests', reach: { exactly: 1 } } as const
  return [
    {
      what: 'token requests of 10,000 first calls at once',
      against: 'one',
      value: inOneProcess,
      ...exactlyOne,
      figures: {},
    },
    {
      what: 'token requests of 4 processes sharing a store',
      against: 'one',
      value: tokenRequests,
      ...exactlyOne,
      figures: {},
    },
  ]
}

async function callAtOnce(target: string, calls: number, storeDirectory?: string): Promise<void> {
  await using connection = createConnection(
    {
      url: `${target}/api`,
      authenticationType: 'oauth2',
      clientId: 'benchmark',
      clientSecret: 'benchmark-secret',
      scope: 'core.invoice.read',
      accessTokenUrl: `${target}/oauth2/token`,
    },
    {
      rate: { perSecond: 10_000, burst: 10_000 },
      ...(storeDirectory ? { tokenStore: createFileTokenStore({ directory: storeDirectory }) } : {}),
    },
  )
  const invoices = connection.resource('invoices')
  await Promise.all(Array.from({ length: calls }, () => invoices.query({ limit: 1 }).toArray()))
}
