import { readdir, readFile, writeFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type LoopbackServer, startHttp } from '../../connector/src/testing/loopback.ts'
import { createLeapingClock } from '../../connector/test/support/leaping-clock.ts'
import { createPerson } from './support/program.ts'
import { runHere } from './support/run-here.ts'

/** Signs that every encoding changes, so that a secret that is struck out in one form only is found in another. */
const secret = 'cänary&+ %41"\\<7>=\'/?x'
const accessToken = 'canary-token.eyJ4Ijoi.c2ln-_~+/=='
const clientId = 'client-1'

const forms = [secret, accessToken].flatMap((text) => [
  text,
  encodeURIComponent(text),
  new URLSearchParams([['', text]]).toString().slice(1),
  JSON.stringify(text).slice(1, -1),
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
  Buffer.from(text).toString('base64'),
  Buffer.from(`${clientId}:${text}`).toString('base64'),
])

type Behaviour = 'good' | 'echo' | 'echo-html' | 'echo-json' | 'echo-ok' | 'echo-header' | 'redirect'

/** A token server and a service that tell everything they were told, in the words of a careless gateway. */
function startEcho(onToken: Behaviour, onService: Behaviour): Promise<LoopbackServer> {
  return startHttp(async (request, response) => {
    const told = await everythingOf(request)
    const isToken = request.url?.startsWith('/oauth2/') === true
    const json = { 'content-type': 'application/json' }
    switch (isToken ? onToken : onService) {
      case 'good':
        return isToken
          ? response
              .writeHead(200, json)
              .end(JSON.stringify({ access_token: accessToken, token_type: 'bearer', expires_in: 900 }))
          : response.writeHead(200, json).end('[{"id":1}]')
      case 'echo':
        return response.writeHead(isToken ? 400 : 422, { 'content-type': 'text/plain' }).end(told)
      case 'echo-html':
        return response.writeHead(500, { 'content-type': 'text/html' }).end(`<pre>${told}</pre>`)
      case 'echo-json':
        return response
          .writeHead(isToken ? 401 : 403, json)
          .end(JSON.stringify({ error: 'invalid_client', error_description: told, errors: { base: [told] } }))
      case 'echo-ok':
        return response.writeHead(200, json).end(`{"told":${JSON.stringify(told)},`)
      case 'echo-header':
        return response
          .writeHead(418, { 'x-told': encodeURIComponent(told), 'www-authenticate': encodeURIComponent(told) })
          .end()
      case 'redirect':
        return response.writeHead(302, { location: `https://elsewhere.example/?${encodeURIComponent(told)}` }).end()
    }
  })
}

async function everythingOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks).toString('utf8')
  const fields = new URLSearchParams(body)
  return `${request.headers.authorization ?? ''} ${body} ${[...fields.values()].join(' ')}`
}

/** The files of a reader, which hold the secret: in another place than the one that is searched for it. */
async function writeReaderFiles(folder: string, environment: Readonly<Record<string, string>>) {
  const { COUPA_URL: url, COUPA_ACCESS_TOKEN_URL: accessTokenUrl, COUPA_SCOPE: scope } = environment
  const settings = { url, credentials: { accessTokenUrl, clientId, clientSecret: secret, scope } }
  const selected = { tap_stream_id: 'invoices', metadata: [{ breadcrumb: [], metadata: { selected: true } }] }
  const stream = { stream: { name: 'invoices' }, sync_mode: 'incremental', ...selected }
  const files = { config: settings, catalog: { streams: [stream] } }
  for (const [name, value] of Object.entries(files)) await writeFile(join(folder, name), JSON.stringify(value))
  return {
    config: ['--config', join(folder, 'config'), '--log-level', 'debug'],
    catalog: ['--catalog', join(folder, 'catalog')],
  }
}

const failures: readonly Behaviour[] = ['echo', 'echo-html', 'echo-json', 'echo-ok', 'echo-header', 'redirect']

test.each([
  ...failures.map((onToken) => [onToken, 'good'] as const),
  ...failures.map((onService) => ['good', onService] as const),
  ['good', 'good'] as const,
])(
  'a canary is shown and kept nowhere, with a token server that is %s and a service that is %s',
  async (...roles) => {
    await using server = await startEcho(...roles)
    const environment = {
      COUPA_URL: `${server.url}/api`,
      COUPA_ACCESS_TOKEN_URL: `${server.url}/oauth2/token`,
      COUPA_CLIENT_ID: clientId,
      COUPA_CLIENT_SECRET: secret,
      COUPA_SCOPE: 'core.common.read core.invoice.read',
    }
    await using person = await createPerson(environment)
    const clock = createLeapingClock()
    // What fails is repeated after a while, which takes no time on this clock; what goes well is left to the whole program.
    const run: typeof person.run = roles.every((role) => role === 'good')
      ? person.run
      : async (args, { input } = {}) => {
          const here = { clock, environment: { HOME: person.home, ...environment } }
          return { signal: null, ...(await runHere(args, input === undefined ? here : { ...here, input })) }
        }
    await run(['connections', 'add', 'acme'])
    const debug = ['-c', 'acme', '--log-level', 'debug']
    await using other = await createPerson()
    const reader = await writeReaderFiles(other.home, environment)
    const written = ['--receipt', join(person.home, 'receipt'), '-o', join(person.home, 'out')]
    const runs = await Promise.all([
      run(['test', '--json', '--probe', 'invoices', ...debug]),
      run(['test', ...debug]),
      run(['query', 'invoices', '--fields', 'id', '--limit', '1', ...written, ...debug]),
      run(['get', 'invoices', '1', ...debug]),
      run(['create', 'suppliers', ...debug], { input: '{"name":"x"}\n{"name":"y"}' }),
      run(['connections', 'show', 'acme', '--json']),
      run(['airbyte', 'check', ...reader.config]),
      run(['airbyte', 'discover', ...reader.config]),
      run(['airbyte', 'read', ...reader.config, ...reader.catalog]),
      run(['singer', ...reader.config, ...reader.catalog]),
    ])
    const files = (await readdir(person.home, { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    )
    const kept = await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'latin1')))

    expect(kept.length).toBeGreaterThanOrEqual(2)
    const shown = runs.map(({ stdout, stderr }) => stdout + stderr)
    for (const text of [...shown, ...kept, ...kept.map((file) => Buffer.from(file, 'latin1').toString('utf8'))]) {
      for (const form of forms) expect(text).not.toContain(form)
    }
    // A control: the runs did fail, or did read, with the secret.
    expect(shown.every((text) => text !== '')).toBe(true)
  },
  40_000,
)
