import {
  type Access,
  apiPrefix,
  type ProblemCode,
  problemKinds,
  type Route,
  type RouteId,
  routeIds,
  routes,
} from '@coupa-connector/protocol'
import { successStatus } from '../routes/route-handler.ts'
import { createTableSchemas, type JsonSchema, type TableSchemas } from './json-schemas.ts'
import { problemsOf } from './route-problems.ts'

export interface OpenApiOptions {
  readonly origin: string
  readonly version: string
  /** Names of the cookies differ between https and plain http. */
  readonly sessionCookie: string
}

/** An OpenAPI document, version 3.1. */
export type OpenApiDocument = Readonly<Record<string, unknown>>

/** Describes the route table as an OpenAPI 3.1 document. */
export function createOpenApiDocument({ origin, version, sessionCookie }: OpenApiOptions): OpenApiDocument {
  const schemas = createTableSchemas()
  const paths: Record<string, Record<string, unknown>> = {}
  for (const routeId of routeIds) {
    const route: Route = routes[routeId]
    const path = `${apiPrefix}${route.path.replaceAll(/:(\w+)/g, '{$1}')}`
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: describeRoute(routeId, route, schemas) }
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'coupa-connector',
      version,
      summary: 'Connections to Coupa: kept for accounts, tested and used from where the work runs.',
      description,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: origin }],
    tags: [...new Set(routeIds.map((id) => routes[id].tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: schemas.components,
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key of an account: `cck_…`.' },
        session: { type: 'apiKey', in: 'cookie', name: sessionCookie, description: 'Set by signing in.' },
        node: { type: 'http', scheme: 'bearer', description: 'The credential of a node, from its enrolment: `ccn_…`.' },
      },
    },
  }
}

const description = `Every error is \`application/problem+json\` (RFC 9457) with a \`code\` that stays the same, and a \`requestId\` to
find it in the logs. Lists are read page by page: pass \`nextCursor\` on as \`cursor\`. What carries an \`ETag\` is changed with
\`If-Match\`. Routes that take an \`Idempotency-Key\` may be repeated with the same key within 24 hours.`

function describeRoute(routeId: RouteId, route: Route, schemas: TableSchemas): Record<string, unknown> {
  const body = schemas.of(routeId, 'body')
  return {
    operationId: routeId,
    tags: [route.tag],
    summary: route.summary,
    description: [route.description, describeAccess(route.access)].filter((part) => part !== undefined).join('\n\n'),
    security: securityOf(route.access),
    parameters: [
      ...toParameters(schemas.of(routeId, 'params'), 'path'),
      ...toParameters(schemas.of(routeId, 'query'), 'query'),
      ...headersOf(route),
    ],
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    responses: { [successStatus(route)]: describeSuccess(routeId, route, schemas), ...describeProblems(route) },
  }
}

/** Who may call, for people. */
export function describeAccess(access: Access): string {
  switch (access.kind) {
    case 'open':
      return 'Open to anybody.'
    case 'signed-in':
      return 'For a person who is signed in, or an API key.'
    case 'person':
      return 'For a person who is signed in.'
    case 'container':
      return 'For a node of a container, with its own credential.'
    case 'account':
      return `Takes the role ${access.role} in the account${access.personOnly === true ? '; not for API keys' : ''}.`
  }
}

function securityOf(access: Access): Record<string, never[]>[] {
  if (access.kind === 'open') return []
  if (access.kind === 'container') return [{ node: [] }]
  const isPersonOnly = access.kind === 'person' || (access.kind === 'account' && access.personOnly === true)
  return isPersonOnly ? [{ session: [] }] : [{ apiKey: [] }, { session: [] }]
}

function toParameters(schema: JsonSchema | undefined, place: 'path' | 'query'): Record<string, unknown>[] {
  const properties = (schema?.properties ?? {}) as Record<string, JsonSchema>
  const required = (schema?.required ?? []) as readonly string[]
  return Object.entries(properties).map(([name, each]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: each,
  }))
}

function headersOf(route: Route): Record<string, unknown>[] {
  const header = (name: string, required: boolean, about: string): Record<string, unknown> => ({
    name,
    in: 'header',
    required,
    description: about,
    schema: { type: 'string' },
  })
  return [
    ...(route.etag === 'required' ? [header('If-Match', true, 'The `ETag` of the version that is changed.')] : []),
    ...(route.etag === 'given' && route.method === 'GET'
      ? [header('If-None-Match', false, 'Answers 304 when the version is still this one.')]
      : []),
    ...(route.isIdempotent ? [header('Idempotency-Key', false, 'The same request with the same key runs once.')] : []),
    ...(route.answer === 'stream' ? [header('Last-Event-ID', false, 'Continues after this event.')] : []),
  ]
}

function describeSuccess(routeId: RouteId, route: Route, schemas: TableSchemas): Record<string, unknown> {
  const schema = schemas.of(routeId, 'response')
  if (route.answer === 'redirect') {
    return { description: 'Go to `Location`.', headers: { Location: { schema: { type: 'string' } } } }
  }
  const headers = route.etag === undefined ? {} : { headers: { ETag: { schema: { type: 'string' } } } }
  if (schema === undefined) return { description: 'Done.', ...headers }
  const isStream = route.answer === 'stream'
  return {
    description: isStream ? 'Server-sent events; `data` of each is:' : 'Success.',
    ...headers,
    content: { [isStream ? 'text/event-stream' : 'application/json']: { schema } },
  }
}

function describeProblems(route: Route): Record<string, unknown> {
  const byStatus = new Map<number, ProblemCode[]>()
  for (const code of problemsOf(route)) {
    const { status } = problemKinds[code]
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.map((code) => `\`${code}\`: ${problemKinds[code].title}.`).join('\n\n'),
        content: {
          'application/problem+json': {
            schema: {
              allOf: [{ $ref: '#/components/schemas/Problem' }, { properties: { code: { enum: codes } } }],
            },
          },
        },
      },
    ]),
  )
}
