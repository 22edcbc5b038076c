import { checkDefinition } from '../checks/check-definition.ts'
import { DefinitionError } from '../definition/definition-error.ts'
import type { BackFillTime, Definition } from '../definition/definition-schema.ts'

/** What a back-fill reads: records of a range of times, of a range of ids, or of both. */
export interface BackFillRange {
  /** The first instant: ISO 8601 with its offset. */
  readonly from?: string | undefined
  /** The first instant that is left out. */
  readonly until?: string | undefined
  /** The time that `from` and `until` are of. Default: `updated-at`. */
  readonly by?: BackFillTime | undefined
  /** The lowest id. */
  readonly firstId?: number | undefined
  /** The highest id. */
  readonly lastId?: number | undefined
}

export interface BackFillOptions {
  /** Whether records are acknowledged as the process does it. Default: nothing is marked. */
  readonly acknowledges?: boolean | undefined
  /** Whether what has not changed since it was delivered is delivered, too: after a change of the mapping. Default: false. */
  readonly redelivers?: boolean | undefined
}

/** The most of an organization's requests that a back-fill takes, so that the runs beside it get on. */
const mostShare = 0.4

/**
 * The back-fill of a process: its definition with the mode `back-fill` and a range, which takes at most 40 % of the
 * organization's requests and reports nothing to Coupa. A process that waits for answers waits for those of its back-fills, too. Throws `DefinitionError` for a full refresh, which
 * delivers everything each time, and for a range that is none.
 */
export function backFillOf(
  definition: Definition,
  range: BackFillRange,
  { acknowledges = false, redelivers = false }: BackFillOptions = {},
): Definition {
  const { source, acknowledge, limits } = definition
  if (source.mode === 'full') {
    throw new DefinitionError([
      {
        path: 'source.mode',
        message: 'is full, and a full refresh delivers everything each time, so that there is nothing to fill in',
        suggestion: 'Run it.',
      },
    ])
  }
  if (acknowledges && acknowledge.mode === 'none') {
    throw new DefinitionError([
      {
        path: 'acknowledge.mode',
        message: 'is none, and the back-fill is to acknowledge what it delivers',
        suggestion: 'Leave the acknowledgement of the back-fill out.',
      },
    ])
  }
  const {
    ids: _ids,
    from: _from,
    until: _until,
    by: _by,
    firstId: _first,
    lastId: _last,
    redeliver: _redeliver,
    ...kept
  } = source
  const given = Object.fromEntries(Object.entries(range).filter(([, value]) => value !== undefined)) as BackFillRange
  const made: Definition = {
    ...definition,
    source: {
      ...kept,
      ...given,
      mode: 'back-fill',
      watchChanges: false,
      deliverMarked: false,
      onlyDelivered: false,
      ...(redelivers ? { redeliver: true } : {}),
    },
    acknowledge: acknowledges || acknowledge.mode === 'after-answer' ? acknowledge : { ...acknowledge, mode: 'none' },
    // Coupa shows the runs of an integration one after the other, and this one goes on beside them.
    coupaMonitoring: { ...definition.coupaMonitoring, level: 0 },
    limits: { ...limits, share: Math.min(limits.share ?? 1, mostShare) },
  }
  const problems = checkDefinition(made)
  if (problems.length > 0) throw new DefinitionError(problems)
  return made
}
