import { findResource, type ResourceDescription } from '@coupa-connector/catalog'
import { decodeAnswer } from '../answers/decode-records.ts'
import { type OptionProblem, OptionsError } from '../errors/request-errors.ts'
import type { CoupaRecord, Format } from '../format/coupa-record.ts'
import { encodeJson } from '../format/json/encode-json.ts'
import type { SendableValue } from '../format/sendable-value.ts'
import type { CallRequest } from '../http/call.ts'
import { checkOptions, type OptionTable } from '../options/check-options.ts'
import { isObject, milliseconds, oneOf } from '../options/option-checks.ts'
import { encodeQuery, scalarText } from '../query/encode-query.ts'
import { isAnswerLost, momentOf, outcomeUnknown } from './lost-answer.ts'
import { encodeSegment } from './resource-path.ts'
import { callTable } from './write-options.ts'
import { encodeRecord, type WriteOptions, type WriteTools } from './write-request.ts'

/** Values of the route's placeholders; the rest is the query of a GET or DELETE and the body of the others. */
export type RequestParameters = { readonly [name: string]: SendableValue }

/** How a request is sent. */
export interface RequestOptions extends Pick<WriteOptions, 'format' | 'priority' | 'signal'> {
  /** Parameters of the query string, beside those of `parameters`: for a POST or PUT that has both. Default: none. */
  readonly query?: Readonly<Record<string, string | number | boolean | Date>> | undefined
  /**
   * `idempotent`: may be sent again whatever happened to it. `once`: only when it provably did not arrive; when its answer
   * is lost, `OutcomeUnknownError` is thrown. Default: `idempotent` for GET and DELETE, `once` for everything else.
   */
  readonly repeat?: 'idempotent' | 'once' | undefined
  /** How long the request may take with its repetitions, in milliseconds. Default: the connection's. */
  readonly deadlineMs?: number | undefined
}

/** What came back: an answer of success, decoded as everything else is. */
export interface RequestAnswer<Data> {
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  /** A record, a list of records, or undefined for an answer without a body. */
  readonly data: Data
}

/** What a request gives as long as nobody says more about it. */
export type RequestData = CoupaRecord | readonly CoupaRecord[] | undefined

const requestTable: OptionTable = {
  format: callTable.format,
  priority: callTable.priority,
  signal: callTable.signal,
  query: isObject,
  repeat: oneOf('idempotent', 'once'),
  deadlineMs: milliseconds({ mayBeZero: false }),
}

/**
 * Sends what `route` says: a method and a path below the service URL with placeholders, `GET invoices/:id`. Throws
 * `OptionsError` for a route or parameters that make no sense, and the errors of every other verb.
 */
export async function sendRequest(
  route: string,
  parameters: RequestParameters,
  options: RequestOptions,
  tools: WriteTools,
): Promise<RequestAnswer<RequestData>> {
  checkOptions('request', options, requestTable)
  const { format = tools.format, priority, signal, query = {}, deadlineMs } = options
  const { method, path, rest } = parseRoute(route, parameters)
  const hasBody = method !== 'GET' && method !== 'DELETE'
  const { repeat = hasBody ? 'once' : 'idempotent' } = options
  const search = searchOf({ ...(hasBody ? {} : rest), ...query })
  const resource = describePath(path)
  const body = hasBody && Object.keys(rest).length > 0 ? encodeBody(rest, format, resource, path) : undefined
  const sentAt = momentOf(tools.clock)
  const context = { method, path, resource, format, authenticationType: tools.authenticationType }
  try {
    const response = await tools.caller.call({
      method,
      path,
      search,
      format,
      body,
      repeat,
      priority,
      signal,
      deadlineMs,
    })
    const answer = await decodeAnswer(response, context)
    const data = answer.kind === 'record' ? answer.record : answer.kind === 'records' ? answer.records : undefined
    return { status: response.status, headers: response.headers, data }
  } catch (error) {
    signal?.throwIfAborted()
    if (repeat === 'idempotent' || !isAnswerLost(error)) throw error
    throw outcomeUnknown({ method, path, sentAtMs: sentAt.nowMs, what: `what ${method} ${path} does` }, error)
  }
}

interface ParsedRoute {
  readonly method: CallRequest['method']
  /** With its placeholders filled in and encoded. */
  readonly path: string
  /** The parameters that are not in the path. */
  readonly rest: RequestParameters
}

const routeForm = /^(GET|POST|PUT|PATCH|DELETE) +\/?(?:api\/)?(\S+)$/

function parseRoute(route: string, parameters: RequestParameters): ParsedRoute {
  const [, method, template] = routeForm.exec(route.trim()) ?? []
  if (method === undefined || template === undefined) {
    throw refusal(
      'route',
      `must be a method and a path, and is ${JSON.stringify(route)}`,
      'Write it as GET invoices/:id.',
    )
  }
  if (/[?#]/.test(template)) {
    throw refusal('route', 'must have no query', 'Give the parameters of a GET after the route, others as query: {}.')
  }
  const isGiven = typeof parameters === 'object' && parameters !== null && !Array.isArray(parameters)
  if (!isGiven) throw refusal('parameters', 'must be an object', 'Write { id: 7 }.')
  const used = new Set<string>()
  const missing: OptionProblem[] = []
  const segments = template.split('/').map((segment) => {
    if (!segment.startsWith(':')) return segment
    const name = segment.slice(1)
    used.add(name)
    const value = parameters[name]
    if (isPathValue(value)) return encodeSegment(String(value))
    const problem = value === undefined ? 'is missing' : 'must be a text or a number'
    missing.push({ option: name, message: `${name} ${problem}`, suggestion: `Give ${name}, which is in the path.` })
    return segment
  })
  if (missing.length > 0) throw new OptionsError({ of: 'request', problems: missing })
  const rest = Object.fromEntries(Object.entries(parameters).filter(([name]) => !used.has(name)))
  return { method: method as CallRequest['method'], path: segments.join('/'), rest }
}

function isPathValue(value: unknown): value is string | number | bigint {
  if (typeof value === 'number') return Number.isSafeInteger(value)
  return typeof value === 'bigint' || (typeof value === 'string' && value.trim() !== '')
}

function searchOf(parameters: RequestParameters): string | undefined {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined)
  const problems = given.flatMap(([name, value]): OptionProblem[] => {
    if (isScalar(value)) return []
    return [
      { option: name, message: `${name} must be a text, a number, a boolean or a Date to go into a query string` },
    ]
  })
  if (problems.length > 0) throw new OptionsError({ of: 'request', problems })
  const pairs = given.map(([name, value]) => [name, isScalar(value) ? scalarText(value) : ''] as const)
  return encodeQuery({ conditions: [], extraParameters: pairs }) || undefined
}

function isScalar(value: unknown): value is string | number | bigint | boolean | Date {
  return value instanceof Date || ['string', 'number', 'bigint', 'boolean'].includes(typeof value)
}

/** The resource that the path is of, or of which it is an action; undefined where the catalog knows neither. */
function describePath(path: string): ResourceDescription | undefined {
  const segments = path.split('/')
  for (let length = segments.length; length > 0; length--) {
    const found = findResource(segments.slice(0, length).join('/'))
    if (found !== undefined) return found
  }
  return undefined
}

function encodeBody(
  record: RequestParameters,
  format: Format,
  description: ResourceDescription | undefined,
  path: string,
): string {
  if (description !== undefined) return encodeRecord(record, format, { description, path })
  if (format === 'json') return encodeJson(record)
  throw refusal('format', 'cannot be "xml" here, because the catalog does not know the resource', 'Use format: "json".')
}

function refusal(option: string, problem: string, suggestion: string): OptionsError {
  return new OptionsError({ of: 'request', problems: [{ option, message: `${option} ${problem}`, suggestion }] })
}
