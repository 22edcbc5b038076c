import { DefinitionError } from './definition-error.ts'
import type { Definition, SourceCompare } from './definition-schema.ts'

/**
 * The reconciliation of a process: its definition with the mode `reconcile`, which acknowledges nothing. A process that
 * delivers a part of what its conditions find, such as a work list, compares only what it delivered. Throws
 * `DefinitionError` for a full refresh, which replaces everything each time.
 */
export function reconciliationOf(definition: Definition, compare?: SourceCompare): Definition {
  const { source } = definition
  if (source.mode === 'full') {
    throw new DefinitionError([
      {
        path: 'source.mode',
        message: 'is full, and a full refresh replaces everything each time, so that there is nothing to reconcile',
        suggestion: 'Run it.',
      },
    ])
  }
  const { ids: _ids, until: _until, by: _by, firstId: _first, lastId: _last, redeliver: _again, from, ...kept } = source
  return {
    ...definition,
    source: {
      ...kept,
      mode: 'reconcile',
      watchChanges: false,
      deliverMarked: false,
      compare: compare ?? source.compare,
      onlyDelivered: source.onlyDelivered || !(source.mode === 'incremental' || source.mode === 'reconcile'),
      ...(from === undefined || source.mode === 'back-fill' ? {} : { from }),
    },
    acknowledge: { ...definition.acknowledge, mode: 'none' },
    // Nothing changes in Coupa.
    coupaMonitoring: { ...definition.coupaMonitoring, level: 0 },
  }
}
