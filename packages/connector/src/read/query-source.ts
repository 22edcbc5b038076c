import { createHash } from 'node:crypto'
import type { ResourceDescription } from '@coupa-connector/catalog'
import { decimalFieldsOf } from '../answers/decimals-as-text.ts'
import { decodeRecords } from '../answers/decode-records.ts'
import { BadResponseError, NotFoundError, ValidationError } from '../errors/answer-errors.ts'
import type { CoupaError } from '../errors/coupa-error.ts'
import type { CoupaRecord, Format } from '../format/coupa-record.ts'
import type { Caller, CallRequest, CallResponse } from '../http/call.ts'
import type { Condition } from '../query/condition.ts'
import { encodeQuery } from '../query/encode-query.ts'
import type { NormalizedQuery } from '../query/normalize-query.ts'
import type { Priority } from '../rate/permit.ts'
import { type Clock, systemClock } from '../runtime/clock.ts'
import { asInterruption, mayPass } from './interrupted-read.ts'
import type { PageRequest, PageSource } from './pages/page-source.ts'

export interface QuerySourceOptions {
  readonly caller: Caller
  readonly resource: ResourceDescription
  /** Where the resource is, parents filled in: `suppliers/7/addresses`. Default: the resource's name. */
  readonly path?: string | undefined
  /** Without what the reader itself sets: bounds of ids, limit and offset. */
  readonly query: NormalizedQuery
  /** The query as it was written, which tells it from others. Default: `query`. */
  readonly identity?: NormalizedQuery | undefined
  readonly format: Format
  /** Default: `bulk`, so that interactive calls go ahead. */
  readonly priority?: Priority | undefined
  readonly clock?: Clock | undefined
  /** What was answered so far, for the sources that read parts of one set. Default: nothing. */
  readonly history?: ReadHistory | undefined
  /** An earlier run has shown that this is Coupa, as a checkpoint of it proves. Default: false. */
  readonly isResumed?: boolean | undefined
}

/** What was answered to a read in this run. */
export interface ReadHistory {
  pages: number
  /** Kinds of pages: a parameter that was never taken may be what is refused. */
  readonly kinds: Set<string>
}

/** Pauses before an unreadable page is requested again. */
const repeatPausesMs = [250, 1000, 4000] as const

/**
 * The pages of a query, over the wire. What the caller gives up on ends the read. A body that cannot be read is never taken
 * for a page: one that was cut off is asked for again a few times. A foreign one, and a refusal, are asked for again only
 * once a first page has shown that this is Coupa and that these credentials may read.
 */
export function createQuerySource(options: QuerySourceOptions): PageSource {
  const { caller, resource, path = resource.name, query, format, priority = 'bulk', clock = systemClock } = options
  const context = { format, resource, path, decimalFields: decimalFieldsOf(resource) }
  const searchOf = createPageEncoder(query)
  const history = options.history ?? { pages: 0, kinds: new Set() }

  async function call(
    request: CallRequest,
    page: PageRequest,
  ): Promise<{ records: CoupaRecord[]; response: CallResponse }> {
    const kind = kindOf(page)
    for (let attempt = 0; ; attempt++) {
      try {
        const response = await caller.call(request)
        const records = await decodeRecords(response, context)
        history.kinds.add(kind)
        history.pages++
        return { records, response }
      } catch (error) {
        const pauseMs = repeatPausesMs[attempt]
        if (!isWorthRepeating(error, kind)) throw error
        if (pauseMs !== undefined) await clock.sleep(pauseMs, request.signal)
        else
          throw history.pages > 0
            ? asInterruption(error, { pages: history.pages, after: page.after, attempts: attempt + 1 })
            : error
      }
    }
  }

  function isWorthRepeating(error: unknown, kind: string): error is CoupaError {
    if (isCutOff(error)) return true
    if (!mayPass(error)) return false
    if (error instanceof ValidationError) return history.kinds.has(kind)
    // An earlier run has shown where Coupa is, and not what this one may do.
    return history.pages > 0 || (options.isResumed === true && isAboutAddress(error))
  }

  return {
    resource: resource.name,
    fingerprint: fingerprintOf(path, options.identity ?? query),
    fetchPage: async (request) => {
      const { signal } = request
      const search = searchOf(request)
      const { records, response } = await call({ method: 'GET', path, search, format, priority, signal }, request)
      const dateMs = Date.parse(response.headers.date ?? '')
      return { records, serverDateMs: Number.isNaN(dateMs) ? undefined : dateMs }
    },
  }
}

/**
 * The query string of a page. What is the same for every page of a read is encoded once; bounds and offset, which differ,
 * are appended, unless an extra parameter takes their place.
 */
function createPageEncoder(query: NormalizedQuery): (request: PageRequest) => string {
  const isOverridden = query.extraParameters !== undefined && query.extraParameters.length > 0
  const shared = new Map<string, string>()
  return (request) => {
    if (isOverridden) return encodeQuery(pageQuery(query, request))
    const { after, upTo, offset, ...same } = request
    const key = `${same.order} ${same.limit} ${same.updated?.from} ${same.updated?.before}`
    let search = shared.get(key)
    if (search === undefined) {
      search = encodeQuery(pageQuery(query, same))
      shared.set(key, search)
    }
    if (after !== undefined) search += `&id%5Bgt%5D=${after}`
    if (upTo !== undefined) search += `&id%5Blt_or_eq%5D=${upTo}`
    return offset === undefined ? search : `${search}&offset=${offset}`
  }
}

/** Data of the right kind that broke on the way, which happens to first pages too. */
function isCutOff(error: unknown): boolean {
  return error instanceof BadResponseError && error.details.kind === 'malformed'
}

/** A collection that existed a moment ago is not gone. Its 404 means that nothing was found, in a body that was cut off. */
function isAboutAddress(error: unknown): boolean {
  return error instanceof BadResponseError || error instanceof NotFoundError
}

/** Which parameters a page is asked for with. A look ahead is only a help, and is done without when it is refused. */
function kindOf({ after, upTo, offset, order, limit }: PageRequest): string {
  if (offset !== undefined && order !== 'query') return `ahead ${offset} ${after} ${upTo}`
  return [
    order,
    after === undefined ? '' : 'after',
    upTo === undefined ? '' : 'upTo',
    offset === undefined ? '' : 'offset',
    limit > 1,
  ].join(' ')
}

function pageQuery(query: NormalizedQuery, request: PageRequest): NormalizedQuery {
  const { after, upTo, offset, limit, order, updated } = request
  const added: Condition[] = []
  if (after !== undefined) added.push({ path: ['id'], operator: 'gt', value: after })
  if (upTo !== undefined) added.push({ path: ['id'], operator: 'lt_or_eq', value: upTo })
  if (updated) added.push({ path: ['updated_at'], operator: 'gt_or_eq', value: updated.from })
  if (updated?.before !== undefined) added.push({ path: ['updated_at'], operator: 'lt', value: updated.before })
  const byId = { path: ['id'], direction: order === 'id-descending' ? 'desc' : 'asc' } as const
  const { extraParameters = [], ...rest } = query
  const isOrderedByExtra = extraParameters.some(([name]) => name === 'order_by')
  return {
    ...rest,
    conditions: [...query.conditions, ...added],
    // Without an order the server may serve pages in any (F-224).
    orderBy: order === 'query' ? (query.orderBy ?? (isOrderedByExtra ? undefined : byId)) : byId,
    limit,
    offset,
    extraParameters,
  }
}

/** The same for the same records in the same order, however they are read. */
function fingerprintOf(path: string, query: NormalizedQuery): string {
  return createHash('sha256')
    .update(`${path}?${encodeQuery(query)}`)
    .digest('base64url')
    .slice(0, 22)
}
