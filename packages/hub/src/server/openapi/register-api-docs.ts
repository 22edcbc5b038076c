import { createHash } from 'node:crypto'
import { apiPrefix } from '@coupa-connector/protocol'
import type { FastifyInstance } from 'fastify'
import { renderApiPage } from './api-page.ts'
import { apiPageStyle } from './api-page-style.ts'
import { createOpenApiDocument, type OpenApiOptions } from './openapi-document.ts'

/**
 * Serves the description of the API to programs and people. Open to everybody, because it says nothing about this installation.
 */
export function registerApiDocs(app: FastifyInstance, options: OpenApiOptions): void {
  serve(app, `${apiPrefix}/openapi.json`, 'application/json; charset=utf-8', () =>
    JSON.stringify(createOpenApiDocument(options)),
  )
  serve(app, `${apiPrefix}/docs`, 'text/html; charset=utf-8', () => renderApiPage(options.version))
  serve(app, `${apiPrefix}/docs/style.css`, 'text/css; charset=utf-8', () => apiPageStyle)
}

/** Makes the text when it is first asked for; most hubs are never asked. */
function serve(app: FastifyInstance, url: string, type: string, make: () => string): void {
  let kept: { readonly text: string; readonly etag: string } | undefined
  app.get(url, (request, reply) => {
    kept ??= withTag(make())
    reply.header('etag', kept.etag).header('cache-control', 'no-cache').type(type)
    if (request.headers['if-none-match'] === kept.etag) return reply.status(304).send()
    return reply.send(kept.text)
  })
}

function withTag(text: string): { text: string; etag: string } {
  return { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` }
}
