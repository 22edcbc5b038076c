import { problemKinds } from '@coupa-connector/protocol'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { HubProblem } from '../../basics/problem.ts'
import { html } from '../openapi/html.ts'
import { withStyleNonce } from './security-headers.ts'

/** Whether a person waits for a page: a browser goes to the address, and no program asks for data. */
export function wantsPage(request: FastifyRequest): boolean {
  const { accept = '', 'sec-fetch-mode': mode = 'navigate', authorization } = request.headers
  const isReading = request.method === 'GET' || request.method === 'HEAD'
  return isReading && accept.includes('text/html') && mode === 'navigate' && authorization === undefined
}

/** Answers a browser with what it can show: what happened, what to do, and a way out. */
export function sendProblemPage(
  problem: HubProblem,
  request: FastifyRequest,
  reply: FastifyReply,
  { policy, nonce }: { readonly policy: string; readonly nonce: string },
): FastifyReply {
  const { status, title } = problemKinds[problem.code]
  const { detail, suggestion } = problem.facts
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Coupa Connector</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<style nonce="${nonce}">
:root { color-scheme: light dark; }
body { margin: 0; font: 1rem/1.55 system-ui, sans-serif; color: light-dark(#1c2127, #e4e7eb); background: light-dark(#f6f8f9, #14181b); }
main { max-width: 32rem; margin: 15vh auto 0; padding: 0 1rem; }
h1 { margin: 0 0 0.5rem; font-size: 1.5rem; line-height: 1.3; }
a { color: light-dark(#0f6f79, #75bec5); }
small { color: light-dark(#55636b, #a5b1b8); overflow-wrap: anywhere; }
</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${detail} ${suggestion ?? ''}</p>
<p><a href="/">Go to the home page</a> · <a href="/api/v1/docs">API reference</a></p>
<p><small>${problem.code} · ${request.id}</small></p>
</main>
</body>
</html>
`
  return reply
    .status(status)
    .header('content-security-policy', withStyleNonce(policy, nonce))
    .header('vary', 'accept')
    .type('text/html; charset=utf-8')
    .send(page.text)
}
