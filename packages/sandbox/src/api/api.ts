import type { IncomingHttpHeaders } from 'node:http'
import { writeErrors } from '../format/error-body.ts'
import { createJsonWriter } from '../format/json-writer.ts'
import { bodyFormat, contentTypeOf, responseFormat, type WireFormat } from '../format/negotiate.ts'
import { type Projection, parseProjection } from '../format/projection.ts'
import { readBody } from '../format/read-body.ts'
import { createRenderer, type RenderOptions } from '../format/render.ts'
import type { RenderedBody } from '../format/rendered.ts'
import { RequestProblem } from '../format/request-problem.ts'
import { createXmlWriter } from '../format/xml-writer.ts'
import type { ZoneFormatter } from '../format/zone.ts'
import { type Answer, answer } from '../http/answer.ts'
import { type Identity, requireScope } from '../oauth/authorize.ts'
import type { ApiFilters } from '../query/api-filters.ts'
import { parseQueryParameters } from '../query/parameters.ts'
import type { RecordShape } from '../schema/schema.ts'
import type { SandboxRecord } from '../store/record-store.ts'
import type { ApiAnswer, ApiContext, ApiMethod, ApiRequest, ResourceBehaviour, Route } from './contract.ts'
import { createResourceHandler } from './resource-handlers.ts'
import { createRouter } from './router.ts'

/** A request below `/api` from somebody who is known. */
export interface IncomingApiRequest {
  readonly method: string
  /** Below `/api`, still percent-encoded. */
  readonly path: string
  readonly queryString: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  /** Who sends it; throws RequestProblem (401) for nobody. Called inside, so that the refusal has the right format. */
  readonly identify: () => Identity
}

/** What the API is made of. */
export interface ApiOptions {
  readonly context: ApiContext
  readonly routes: readonly Route[]
  readonly behaviours: Readonly<Record<string, ResourceBehaviour>>
  readonly filters: ApiFilters
  readonly zone: ZoneFormatter
}

const methods: ReadonlySet<string> = new Set<ApiMethod>(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])

/** Makes the function that answers every request below `/api`. */
export function createApi(options: ApiOptions): (incoming: IncomingApiRequest) => Promise<Answer> {
  const { context, filters } = options
  const { quirks, store } = context
  const render = createRenderer({ store, quirks, zone: options.zone })
  const writers = { json: createJsonWriter(quirks), xml: createXmlWriter(quirks) }
  const handleResource = createResourceHandler(context, options.behaviours)
  const findRoutes = createRouter(options.routes.map((route) => [route.path, route] as const))

  function write(body: RenderedBody, format: WireFormat, status: number): Answer {
    return answer(status, contentTypeOf(format), writers[format](body))
  }

  function refuse(problem: RequestProblem, format: WireFormat): Answer {
    const body = writeErrors(problem, format, quirks)
    return answer(
      problem.status,
      body.startsWith('<!DOCTYPE') ? 'text/html; charset=utf-8' : contentTypeOf(format),
      body,
    )
  }

  async function handle(request: ApiRequest): Promise<ApiAnswer> {
    for (const { target: route, parameters } of findRoutes(request.path)) {
      if (!route.methods.includes(request.method)) continue
      requireScope(request.identity, route.scopes ?? scopesOf(route), quirks)
      return route.handler({ ...request, parameters })
    }
    const answered = handleResource(request)
    if (answered) return answered
    throw new RequestProblem(404, 'The path does not exist')
  }

  /** Scopes of the catalog's action with the path of a route. */
  function scopesOf(route: Route): readonly string[] {
    for (const name of context.schema.resourceNames) {
      if (!route.path.startsWith(`${name}/`)) continue
      const action = context.schema.resource(name)?.actions.find(({ path }) => `${name}/${path}` === route.path)
      if (action) return action.scopes
    }
    return []
  }

  function toAnswer(answered: ApiAnswer, request: ApiRequest): Answer {
    const { format, query } = request
    if (answered.kind === 'raw') return answer(answered.status, answered.contentType, answered.body, answered.headers)
    if (answered.kind === 'empty') return answer(answered.status, contentTypeOf(format), '')
    const { shape } = answered
    if (answered.kind === 'records' && answered.records.length === 0 && answered.isSearch)
      return nothingFound(shape, format)
    if (query.returnObject === 'none' && request.method !== 'GET') {
      return answer(answered.kind === 'record' ? answered.status : 200, contentTypeOf(format), '')
    }
    const renderOptions: RenderOptions = {
      format,
      isIndex: answered.kind === 'records',
      returnObject: query.returnObject === 'none' ? 'full' : query.returnObject,
      projection: projectionOf(request, shape),
    }
    const show = (record: SandboxRecord): ReturnType<typeof render> => render(record, shape, renderOptions)
    if (answered.kind === 'record')
      return write({ kind: 'record', record: show(answered.record) }, format, answered.status)
    const records = answered.records.map(show)
    const [only] = records
    const isBare = query.returnObject === 'limited' && quirks['limited-index'] === 'object' && only !== undefined
    return write(
      isBare ? { kind: 'record', record: only } : { kind: 'collection', xmlArray: shape.xmlArray, records },
      format,
      200,
    )
  }

  /** An empty search: JSON 200 and `[]`, XML 404 with the documented message (F-255). */
  function nothingFound(shape: RecordShape, format: WireFormat): Answer {
    const isEmptyArray =
      format === 'json' ? quirks['empty-json-search'] === 'empty-array' : quirks['empty-xml-search'] === 'empty-array'
    if (isEmptyArray) return write({ kind: 'collection', xmlArray: shape.xmlArray, records: [] }, format, 200)
    const body = writeErrors(new RequestProblem(404, NO_RESULTS, shape.model), format, quirks)
    return answer(404, contentTypeOf(format), body)
  }

  function projectionOf(request: ApiRequest, shape: RecordShape): Projection | undefined {
    const { fields, filter } = request.query
    if (fields !== undefined) return parseProjection(fields)
    return filters.projectionFor(shape.resource, filter, request.method === 'GET')
  }

  return async (incoming) => {
    const { accept } = incoming.headers
    const format = responseFormat(accept)
    try {
      const identity = incoming.identify()
      if (!methods.has(incoming.method)) throw new RequestProblem(404, 'The path does not exist')
      const request: ApiRequest = {
        method: incoming.method as ApiMethod, // it is in the set
        path: decodePath(incoming.path),
        parameters: {},
        query: parseQueryParameters(incoming.queryString),
        headers: incoming.headers,
        body: incoming.body,
        format,
        identity,
        input() {
          const text = incoming.body.toString('utf8')
          return readBody(text, bodyFormat(incoming.headers['content-type'], accept, text))
        },
      }
      return toAnswer(await handle(request), request)
    } catch (error) {
      if (!(error instanceof RequestProblem)) throw error
      const isUnknownPath = error.status === 404 && error.message === 'The path does not exist'
      if (isUnknownPath && quirks['unknown-path'] === 'html') return unknownPage()
      return refuse(error, format)
    }
  }
}

/** What Coupa says when a search finds nothing (F-255). */
export const NO_RESULTS = 'No results match your search criteria.'

function unknownPage(): Answer {
  const page =
    '<!DOCTYPE html>\n<html><head><title>404</title></head><body><h1>The page you were looking for does not exist</h1></body></html>\n'
  return answer(404, 'text/html; charset=utf-8', page)
}

function decodePath(path: string): string {
  const trimmed = path.replace(/^\/+|\/+$/g, '')
  try {
    return decodeURIComponent(trimmed)
  } catch {
    throw new RequestProblem(404, 'The path does not exist')
  }
}
