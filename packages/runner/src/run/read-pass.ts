import type { Checkpoint, ResourceClient } from '@coupa-connector/connector'
import type { Definition, SourceField } from '@coupa-connector/process'
import type { ExportedFlag } from '../coupa/exported-flag.ts'
import { RunError } from '../report/run-error.ts'
import type { ReadPosition } from '../state/run-record.ts'

type ReadQuery = NonNullable<Parameters<ResourceClient['query']>[0]>

/** One reading of a run. A run has one, or a second one that looks for changes after the acknowledgement. */
export interface ReadPass {
  /** Name under which its watermark is kept. */
  readonly name: 'main' | 'changes'
  readonly query: ReadQuery
  /** The generation of a full refresh. */
  readonly generation: string | undefined
  readonly isWatch: boolean
  /** Whether what this process never delivered is delivered. */
  readonly deliversUnknown: boolean
  /** Whether the end of its window is where the next run begins. */
  readonly keepsWatermark: boolean
}

export interface PassesOptions {
  readonly definition: Definition
  readonly fields: readonly SourceField[]
  readonly flag: ExportedFlag | undefined
  /** Name of the generation of a full refresh. */
  readonly generation: string
  readonly startedAtMs: number
  readonly position: ReadPosition
  readonly watermarks: { readonly main: Checkpoint | undefined; readonly changes: Checkpoint | undefined }
  readonly limit?: number | undefined
  readonly ids?: readonly number[] | undefined
  readonly signal?: AbortSignal | undefined
}

/** Records that are read ahead: the pages on their way at 25 requests a second. More would only grow old, and fill memory. */
const readAhead = 1000

/**
 * What a run reads, in the order of reading. Everything is read by id, so that what appears, changes or is marked meanwhile
 * neither hides nor repeats a record.
 */
export function planPasses(options: PassesOptions): readonly ReadPass[] {
  const { definition, ids, flag, generation } = options
  const { source } = definition
  if (ids !== undefined) return [mainPass(options, { where: { id: { in: ids } } })]
  switch (source.mode) {
    case 'work-list': {
      if (flag?.notExported === undefined) throw noFlag(source.resource)
      const main = mainPass(options, { where: { ...source.where, ...flag.notExported } })
      return source.watchChanges ? [main, watchPass(options, flag)] : [main]
    }
    case 'incremental':
      return [{ ...mainPass(options, { where: source.where, window: 'main' }), keepsWatermark: true }]
    case 'reconcile':
      return [mainPass(options, { where: source.where })]
    case 'full':
      return [{ ...mainPass(options, { where: source.where }), generation }]
    case 'back-fill':
      return [mainPass(options, { where: rangeOf(source) })]
    case 'on-demand':
      return [mainPass(options, { where: { ...source.where, id: { in: source.ids ?? [] } } })]
  }
}

/** The conditions of a back-fill: those of the process, within its range. */
function rangeOf(source: Definition['source']): Readonly<Record<string, unknown>> {
  const { where, from, until, by = 'updated-at', firstId, lastId } = source
  const bounds = {
    [by]: { ...(from && { gt_or_eq: from }), ...(until && { lt: until }) },
    id: { ...(firstId && { gt_or_eq: firstId }), ...(lastId && { lt_or_eq: lastId }) },
  }
  const added = Object.entries(bounds).filter(([, bound]) => Object.keys(bound).length > 0)
  const within = added.map(([field, bound]) => [field, { ...conditionsOf(where[field]), ...bound }])
  return { ...where, ...Object.fromEntries(within) }
}

/** What a process demands of a field, as conditions: a bare value is meant to be equal. */
function conditionsOf(given: unknown): Readonly<Record<string, unknown>> {
  if (given === undefined) return {}
  const isConditions = typeof given === 'object' && given !== null && !Array.isArray(given)
  return isConditions ? { ...given } : { eq: given }
}

function mainPass(
  options: PassesOptions,
  { where, window }: { readonly where: Readonly<Record<string, unknown>>; readonly window?: 'main' },
): ReadPass {
  const query = readQuery(options, where, { place: 0, watermark: window && options.watermarks.main, window })
  return { name: 'main', query, generation: undefined, isWatch: false, deliversUnknown: true, keepsWatermark: false }
}

/** Documents that are marked and have changed since the last look. */
function watchPass(options: PassesOptions, flag: ExportedFlag): ReadPass {
  const where = { ...options.definition.source.where, ...flag.exported }
  const query = readQuery(options, where, { place: 1, watermark: options.watermarks.changes, window: 'changes' })
  const { deliverMarked } = options.definition.source
  return {
    name: 'changes',
    query,
    generation: undefined,
    isWatch: true,
    deliversUnknown: deliverMarked,
    keepsWatermark: true,
  }
}

function readQuery(
  { definition, fields, position, startedAtMs, limit, signal }: PassesOptions,
  where: Readonly<Record<string, unknown>>,
  pass: {
    readonly place: number
    readonly watermark: Checkpoint | undefined
    readonly window: 'main' | 'changes' | undefined
  },
): ReadQuery {
  const { source, acknowledge, limits } = definition
  const isAcknowledged = acknowledge.mode !== 'none'
  const checkpoint = position.pass === pass.place ? position.checkpoint : undefined
  return {
    where,
    fields,
    signal,
    ...(limit === undefined ? {} : { limit }),
    ...(checkpoint === undefined ? windowOf(pass, source.from, startedAtMs) : { checkpoint }),
    ...(pass.place === 0 && source.mode === 'work-list' ? { loopChangesSet: true } : {}),
    reading: {
      pageSize: Math.min(50, limits.batch.records),
      ...(isAcknowledged ? { concurrency: 1 } : {}),
      maxBufferedRecords: readAhead,
      ...(pass.window === undefined
        ? {}
        : { overlapMs: source.overlapMinutes * 60_000, settleMs: source.settleMinutes * 60_000 }),
    },
  }
}

/** Where a window begins that was never read before: at the beginning, or for a look for changes at this run. */
function windowOf(
  {
    window,
    watermark,
  }: { readonly window: 'main' | 'changes' | undefined; readonly watermark: Checkpoint | undefined },
  from: string | undefined,
  startedAtMs: number,
): Pick<ReadQuery, 'updatedAfter'> {
  if (window === undefined) return {}
  if (watermark !== undefined) return { updatedAfter: watermark }
  if (window === 'changes') return { updatedAfter: new Date(startedAtMs) }
  return { updatedAfter: from ?? '1970-01-01' }
}

function noFlag(resource: string): RunError {
  return new RunError(
    'CANNOT_ACKNOWLEDGE',
    `${resource} has no exported flag, so that there is no list of what was not exported yet.`,
    'Use the mode incremental and the acknowledgement none.',
  )
}
