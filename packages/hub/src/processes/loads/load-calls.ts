import type { RunStateCall, RunStateInput } from '@coupa-connector/protocol'
import type { HeldRunState } from '../state/held-run.ts'
import { countAbsent, readAbsent, settleAbsent } from './absent-records.ts'
import { readAllKnown, readKnown } from './known-records.ts'
import { beginLoad, countLoad } from './load-beginning.ts'
import { addRows, beginReading, claimInput, endInput, skipRest, unfinishedInputs } from './load-inputs.ts'
import { completeRows, findDuplicates, orderRows } from './load-order.ts'
import { readAbsentResults, readResults } from './load-results.ts'
import { intend, pendingDepths, pendingRows, readDeferred, reopenRows, settleRows } from './load-rows.ts'
import { countEdits, readEdits } from './record-edits.ts'

type LoadCall = Extract<RunStateCall, `load-${string}`>

type Calls = {
  readonly [Name in LoadCall]: (held: HeldRunState, input: RunStateInput<Name>) => Promise<unknown>
}

/** What a run of a load remembers beside what every run does. */
export const loadCalls: Calls = {
  'load-begin': beginLoad,
  'load-count': (held, { counts }) => countLoad(held, counts),
  'load-claim-input': claimInput,
  'load-begin-reading': beginReading,
  'load-add-rows': addRows,
  'load-duplicates': findDuplicates,
  'load-order': orderRows,
  'load-rows-complete': completeRows,
  'load-unfinished-inputs': unfinishedInputs,
  'load-pending-depths': pendingDepths,
  'load-pending-rows': pendingRows,
  'load-known': readKnown,
  'load-all-known': readAllKnown,
  'load-intend': intend,
  'load-settle': settleRows,
  'load-deferred-rows': readDeferred,
  'load-count-absent': countAbsent,
  'load-absent': readAbsent,
  'load-settle-absent': settleAbsent,
  'load-results': readResults,
  'load-absent-results': readAbsentResults,
  'load-skip-rest': skipRest,
  'load-input-ended': endInput,
  'load-count-edits': countEdits,
  'load-edits': readEdits,
  'load-reopen': reopenRows,
}

/** Those that change nothing. */
export const readingLoadCalls: readonly LoadCall[] = [
  'load-duplicates',
  'load-unfinished-inputs',
  'load-pending-depths',
  'load-pending-rows',
  'load-known',
  'load-all-known',
  'load-deferred-rows',
  'load-count-absent',
  'load-absent',
  'load-results',
  'load-absent-results',
  'load-count-edits',
  'load-edits',
]
