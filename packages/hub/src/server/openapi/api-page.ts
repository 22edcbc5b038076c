import {
  apiPrefix,
  type ProblemCode,
  problemKinds,
  type Route,
  type RouteId,
  routeIds,
  routes,
} from '@coupa-connector/protocol'
import { successStatus } from '../routes/route-handler.ts'
import { type Html, html } from './html.ts'
import { createTableSchemas, type JsonSchema, type TableSchemas } from './json-schemas.ts'
import { describeAccess } from './openapi-document.ts'
import { problemsOf } from './route-problems.ts'
import { toSample } from './schema-sample.ts'

/** The complete API page for people: no script, and no request except for its style sheet. */
export function renderApiPage(version: string): string {
  const schemas = createTableSchemas()
  const tags = [...new Set(routeIds.map((id) => routes[id].tag as string))]
  const groups = tags.map((tag) => ({ tag, ids: routeIds.filter((id) => routes[id].tag === tag) }))
  const menu = groups.map(
    ({ tag, ids }) =>
      html`<li><a href="#${anchor(tag)}">${tag}</a><ol>${ids.map(
        (id) => html`<li><a href="#${id}">${id}</a></li>`,
      )}</ol></li>`,
  )
  const sections = groups.map(
    ({ tag, ids }) =>
      html`<section><h2 id="${anchor(tag)}">${tag}</h2>${ids.map((id) => renderRoute(id, schemas))}</section>`,
  )
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API of coupa-connector ${version}</title>
<link rel="stylesheet" href="${apiPrefix}/docs/style.css">
</head>
<body>
<nav aria-label="Routes"><p><strong>coupa-connector</strong> API</p><ol>${menu}</ol></nav>
<main>
<h1>API of coupa-connector <small>${version}</small></h1>
${introduction}
${sections}
<section><h2 id="problems">Problems</h2>${problemTable()}</section>
</main>
</body>
</html>
`.text
}

const introduction = html`
<p>All addresses are below <code>${apiPrefix}</code>. The same as a document for programs: <a href="${apiPrefix}/openapi.json">OpenAPI 3.1</a>.</p>
<dl class="facts">
<dt>Who calls</dt><dd>An API key as <code>Authorization: Bearer cck_…</code>, or a person by the cookie of their session. Roles of an account, from least to most: viewer, builder, administrator, owner.</dd>
<dt>Errors</dt><dd><code>application/problem+json</code> with a <code>code</code> that stays the same, the fields that are wrong, what to do, and a <code>requestId</code> that finds the request in the logs. <a href="#problems">All codes</a>.</dd>
<dt>Lists</dt><dd>Come page by page: pass <code>nextCursor</code> on as <code>cursor</code> until it is null.</dd>
<dt>Changes</dt><dd>What carries an <code>ETag</code> is changed with <code>If-Match</code>, so that nobody overwrites what they have not seen.</dd>
<dt>Repeating</dt><dd>A request with an <code>Idempotency-Key</code> runs once, where the route takes one: sent again within 24 hours it answers the same.</dd>
</dl>`

function renderRoute(routeId: RouteId, schemas: TableSchemas): Html {
  const route: Route = routes[routeId]
  const parts = [
    renderFields('Path', schemas.of(routeId, 'params')),
    renderFields('Query', schemas.of(routeId, 'query')),
    renderHeaders(route),
    renderSample('Body', schemas.of(routeId, 'body'), schemas),
    renderSample(
      `Answer ${successStatus(route)}${route.answer === 'stream' ? ', events with data' : ''}`,
      schemas.of(routeId, 'response'),
      schemas,
    ),
  ]
  return html`<article id="${routeId}">
<h3><a href="#${routeId}">${route.summary}</a></h3>
<p class="call"><span class="method ${route.method.toLowerCase()}">${route.method}</span> <code>${apiPrefix}${route.path}</code></p>
<p class="access">${describeAccess(route.access)}</p>
${route.description === undefined ? '' : html`<p>${route.description}</p>`}
${parts}
<p class="problems">Problems: ${problemsOf(route).map((code) => html`<a href="#${code}">${code}</a> `)}</p>
</article>`
}

function renderHeaders(route: Route): Html | string {
  const rows = [
    ...(route.etag === 'required' ? [['If-Match', 'required', 'the ETag of the version that is changed']] : []),
    ...(route.isIdempotent ? [['Idempotency-Key', '', 'makes the request safe to repeat']] : []),
    ...(route.answer === 'stream' ? [['Last-Event-ID', '', 'continues after this event']] : []),
  ]
  return rows.length === 0 ? '' : table('Headers', rows)
}

function renderFields(title: string, schema: JsonSchema | undefined): Html | string {
  const properties = Object.entries((schema?.properties ?? {}) as Record<string, JsonSchema>)
  if (properties.length === 0) return ''
  const required = (schema?.required ?? []) as readonly string[]
  const rows = properties.map(([name, each]) => [name, required.includes(name) ? 'required' : '', describeType(each)])
  return table(title, rows)
}

function renderSample(title: string, schema: JsonSchema | undefined, schemas: TableSchemas): Html | string {
  if (schema === undefined) return ''
  return html`<details><summary>${title}</summary><pre><code>${toSample(schema, schemas.components)}</code></pre></details>`
}

function table(title: string, rows: readonly (readonly string[])[]): Html {
  const body = rows.map(
    ([name, need, about]) => html`<tr><th scope="row"><code>${name}</code></th><td>${need}</td><td>${about}</td></tr>`,
  )
  return html`<table><caption>${title}</caption><tbody>${body}</tbody></table>`
}

function describeType(schema: JsonSchema): string {
  const { type, format, minimum, maximum, maxLength, default: standard } = schema
  const choices = Array.isArray(schema.enum) ? schema.enum.join(', ') : undefined
  const range =
    type === 'integer' && minimum !== undefined && maximum !== undefined ? `${minimum} to ${maximum}` : undefined
  const size = maxLength === undefined ? undefined : `at most ${maxLength} characters`
  const known = standard === undefined ? undefined : `default ${standard}`
  return [choices ?? format ?? type, range, size, known].filter((part) => part !== undefined).join(', ')
}

function problemTable(): Html {
  const rows = (Object.keys(problemKinds) as ProblemCode[]).map(
    (code) =>
      html`<tr id="${code}"><th scope="row"><code>${code}</code></th><td>${problemKinds[code].status}</td><td>${problemKinds[code].title}</td></tr>`,
  )
  return html`<table><thead><tr><th>Code</th><th>Status</th><th>Meaning</th></tr></thead><tbody>${rows}</tbody></table>`
}

function anchor(tag: string): string {
  return `tag-${tag.toLowerCase().replaceAll(/\W+/g, '-')}`
}
