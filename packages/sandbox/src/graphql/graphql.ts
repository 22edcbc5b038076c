import type { ApiAnswer, ApiContext, ApiRequest, ExtensionParts } from '../api/contract.ts'
import { RequestProblem } from '../format/request-problem.ts'
import type { GraphqlEndpoint } from './graphql-endpoint.ts'

/**
 * Reads through GraphQL (F-470, F-473): `POST /api/graphql` with JSON, errors at status 200. The library and the schema are
 * loaded with the first request, so that an organization without such requests does not pay for them.
 */
export function createGraphql(context: ApiContext): ExtensionParts {
  let endpoint: Promise<GraphqlEndpoint> | undefined

  async function answer(request: ApiRequest): Promise<ApiAnswer> {
    endpoint ??= import('./graphql-endpoint.ts').then(({ createGraphqlEndpoint }) => createGraphqlEndpoint(context))
    const { query, variables, operationName } = readOperation(request)
    const result = (await endpoint).run(query, variables, operationName, request.identity)
    return {
      kind: 'raw',
      status: 200,
      contentType: 'application/json; charset=utf-8',
      body: JSON.stringify(await result),
    }
  }

  return { routes: [{ methods: ['POST'], path: 'graphql', scopes: [], handler: answer }] }
}

interface Operation {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>> | undefined
  readonly operationName: string | undefined
}

/** The names of variables are the client's own, so the body is read as it is. Throws RequestProblem (400) without a query. */
function readOperation(request: ApiRequest): Operation {
  const text = request.body.toString('utf8')
  if (/graphql/i.test(request.headers['content-type'] ?? ''))
    return { query: text, variables: undefined, operationName: undefined }
  const { query, variables, operationName } = parseObject(text)
  if (typeof query !== 'string' || query.trim() === '') throw new RequestProblem(400, 'Query must be given')
  return {
    query,
    variables: isObject(variables) ? variables : undefined,
    operationName: typeof operationName === 'string' ? operationName : undefined,
  }
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const body: unknown = JSON.parse(text)
    return isObject(body) ? body : {}
  } catch {
    throw new RequestProblem(400, 'Invalid JSON in request body')
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
