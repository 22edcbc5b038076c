import { globSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound } from '../basics/problem.ts'
import { wantsPage } from './pipeline/problem-page.ts'
import { withWebAssembly } from './pipeline/security-headers.ts'
import { openStaticFile, type SendStaticFile } from './static-file.ts'

export interface DocumentationPagesParts {
  /** Where the built documentation is: a folder with an `index.html` for each page, `404.html`, `assets/`, `pagefind/`. */
  readonly directory: string
  /** Of every answer of the hub. The search of these pages also runs WebAssembly. */
  readonly headers: Readonly<Record<string, string>>
}

/** Files whose names carry a hash of their content. */
const unchanging = /^(?:assets|pagefind\/(?:fragment|index))\//

/**
 * Serves the built documentation at `/docs/`, open to everybody, because it says nothing about this installation. Files are
 * listed at start, so that no address reaches another one, and read when they are first asked for.
 */
export function registerDocumentationPages(
  app: FastifyInstance,
  { directory, headers }: DocumentationPagesParts,
): void {
  const files = new Map<string, SendStaticFile | undefined>(
    globSync('**/*.*', { cwd: directory }).map((file) => [file.replaceAll('\\', '/'), undefined]),
  )
  if (!files.has('index.html'))
    throw new TypeError(`${directory} holds no built documentation: index.html is not there`)
  const policy = withWebAssembly(headers['content-security-policy'] ?? '')

  const send = (file: string, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const caching = unchanging.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache'
    const sendFile = files.get(file) ?? openStaticFile(join(directory, file), caching)
    files.set(file, sendFile)
    return sendFile(request, reply.header('content-security-policy', policy))
  }
  app.get('/docs', (_request, reply) => reply.redirect('/docs/', 308))
  app.get('/docs/*', (request, reply) => {
    const path = (request.params as { readonly '*': string })['*']
    const file = path === '' || path.endsWith('/') ? `${path}index.html` : path
    if (files.has(file)) return send(file, request, reply)
    if (files.has(`${path}/index.html`)) return reply.redirect(`/docs/${path}/`, 308)
    if (wantsPage(request) && files.has('404.html')) return send('404.html', request, reply.status(404))
    throw notFound('page')
  })
}
