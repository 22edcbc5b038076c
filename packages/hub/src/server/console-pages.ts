import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { withStyleNonce } from './pipeline/security-headers.ts'
import { openStaticFile } from './static-file.ts'

export interface ConsolePagesParts {
  /** Where the built console is: `index.html`, `icon.svg`, `assets/`. */
  readonly directory: string
  /** Of every answer of the hub; the page adds the number of its styles to the policy. */
  readonly headers: Readonly<Record<string, string>>
  readonly randomBytes: (size: number) => Buffer
}

/** Addresses that the page itself shows. All others belong to the API or lead nowhere. */
const pages = ['/', '/set-up', '/sign-in', '/invitation', '/forgot-password', '/password-reset', '/a/*']

/** What stands in the built page for the number of the answer. */
const noncePlaceholder = '__STYLE_NONCE__'

/**
 * Serves the built console. Files are read once, at start. Those under `assets/` carry a hash of their content in their name
 * and never change. Returns what answers other addresses with the page. Throws when the directory does not hold a built
 * console.
 */
export function registerConsolePages(
  app: FastifyInstance,
  { directory, headers, randomBytes }: ConsolePagesParts,
): SendPage {
  const page = readFileSync(join(directory, 'index.html'), 'utf8')
  const policy = headers['content-security-policy'] ?? ''

  const sendPage: SendPage = (reply) => {
    const nonce = randomBytes(16).toString('base64')
    return reply
      .header('content-security-policy', withStyleNonce(policy, nonce))
      .type('text/html; charset=utf-8')
      .send(page.replaceAll(noncePlaceholder, nonce))
  }
  for (const path of pages) app.get(path, (_request, reply) => sendPage(reply))
  for (const file of globSync(['icon.svg', 'assets/*'], { cwd: directory })) {
    const caching = file.startsWith('assets') ? 'public, max-age=31536000, immutable' : 'no-cache'
    app.get(`/${file.replaceAll('\\', '/')}`, openStaticFile(join(directory, file), caching))
  }
  return sendPage
}

/** Answers with the page, which reads the address itself; it also shows where an address leads nowhere. */
export type SendPage = (reply: FastifyReply) => FastifyReply
