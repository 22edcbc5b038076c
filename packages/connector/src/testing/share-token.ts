import { once } from 'node:events'
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Transport } from '../http/transport/transport.ts'
import { tokenCacheKey } from '../settings/fingerprint.ts'
import { parseSettings } from '../settings/parse-settings.ts'
import { createFileTokenStore } from '../sign-in/file-token-store.ts'
import { requestToken } from '../sign-in/request-token.ts'
import { createTokenCycle } from '../sign-in/token-cycle.ts'

// A program of its own for the test of several processes: says that it is ready, and when told
// to go signs in once through a shared store and prints the header.
const [, , directory = '', accessTokenUrl = ''] = process.argv

const { settings } = parseSettings({
  url: 'http://127.0.0.1/api',
  clientId: 'client-7',
  clientSecret: 'kept-to-ourselves',
  scope: 'core.common.read',
  accessTokenUrl,
})
if (settings.authenticationType !== 'oauth2') throw new TypeError('OAuth 2.0 is the default')

const transport: Transport = {
  send: ({ url, method, headers, body }) =>
    new Promise((resolve, reject) => {
      const outgoing = request(url, { method, headers }, (response) => {
        resolve({
          status: response.statusCode ?? 0,
          headers: { 'content-type': response.headers['content-type'] ?? '' },
          bytes: async () => Buffer.from(await text(response)),
          stream: () => response,
        })
      })
      outgoing.once('error', reject)
      outgoing.end(body)
    }),
  close: async () => {},
}

const cycle = createTokenCycle({
  request: ({ signal }) => requestToken({ settings, transport, signal }),
  store: createFileTokenStore({ directory }),
  key: tokenCacheKey('shared', settings),
})
process.stdout.write('ready\n')
await once(process.stdin, 'data')
const { headerValue } = await cycle.authorize()
process.stdout.write(`${headerValue.reveal()}\n`)
process.stdin.destroy()
