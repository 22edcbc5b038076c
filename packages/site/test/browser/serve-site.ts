import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import Fastify from 'fastify'
import { registerDocumentationPages } from '../../../hub/src/server/documentation-pages.ts'
import { securityHeaders } from '../../../hub/src/server/pipeline/security-headers.ts'

/** The site, as a hub serves it. */
export interface ServedSite extends AsyncDisposable {
  readonly url: string
}

/** Builds what has changed, and serves it with the handlers and the policy of the hub, without its database. */
export async function serveSite(): Promise<ServedSite> {
  const site = fileURLToPath(new URL('../..', import.meta.url))
  // Vitest's own variables, such as BASE_URL, would change what is built.
  const { PATH = '', HOME = '' } = process.env
  const script = `${site}scripts/build-site.ts`
  execFileSync(process.execPath, ['--conditions=source', script], { stdio: 'inherit', env: { PATH, HOME } })
  const app = Fastify()
  const headers = securityHeaders('http://127.0.0.1')
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers)
    done()
  })
  registerDocumentationPages(app, { directory: `${site}dist`, headers })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  return { url, [Symbol.asyncDispose]: () => app.close() }
}
