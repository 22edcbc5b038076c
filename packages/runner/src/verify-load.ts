import type { Connection } from '@coupa-connector/connector'
import type { LoadDefinition, LoadRecord } from '@coupa-connector/process'
import { checkOrganization } from './coupa/organization-fingerprint.ts'
import { parentOfKey } from './load/coupa/find-parents.ts'
import { describedPath, type PlanContext } from './load/load-context.ts'
import { labelOfKey } from './load/state/label-of-key.ts'
import type { ChangedField, KnownRecord, LoadState, PendingRow } from './load/state/load-state.ts'
import { compareRows, type RowPlan } from './load/steps/plan-rows.ts'
import { RunError } from './report/run-error.ts'

/** A record that is not in Coupa as it was loaded. */
export interface LoadDifference {
  readonly key: string
  /** Id in Coupa that the record had when it was loaded. */
  readonly id: string
  readonly code: 'RECORD_GONE' | 'RECORD_CHANGED' | 'RECORD_REPLACED' | 'AMBIGUOUS'
  readonly message: string
  /** By the names of fields: `old` is what Coupa has, `new` what was loaded. */
  readonly changed?: Readonly<Record<string, ChangedField>> | undefined
}

/** How much was compared, and what differs. */
export interface LoadVerification {
  /** Records that were compared. */
  readonly records: number
  /** How many of them differ: more than are listed, where that is more than anybody reads. */
  readonly differing: number
  readonly differences: readonly LoadDifference[]
}

export interface VerifyLoadOptions {
  readonly definition: LoadDefinition
  readonly connection: Connection
  readonly state: Pick<LoadState, 'allKnown' | 'organization' | 'keepOrganization'>
  readonly signal?: AbortSignal | undefined
}

const recordsAtOnce = 200
const mostListed = 1000

/**
 * Reads from Coupa what was loaded, 50 records in a request, and says where it differs from what was sent: what somebody
 * changed, deleted or doubled since, and what Coupa ignored. Changes nothing. Throws `RunError` for a load of what Coupa does
 * not show, and for another organization than the one that was loaded.
 */
export async function verifyLoad(options: VerifyLoadOptions): Promise<LoadVerification> {
  const { connection, definition, state, signal } = options
  refuseUnreadable(definition)
  const resource = connection.resource<string>(describedPath(definition))
  const { parent } = definition.destination
  const above = parent === undefined ? resource : connection.resource<string>(parent.resource)
  await checkOrganization(connection, above, state, signal)
  const context: PlanContext = {
    ...{ connection, resource, signal, definition: comparing(definition) },
    ...{ parents: new Map(), charts: new Map(), state: { known: async () => new Map() } },
  }
  const differences: LoadDifference[] = []
  let [records, differing] = [0, 0]
  for (let after = ''; ; ) {
    signal?.throwIfAborted()
    const page = await state.allKnown({ after, limit: recordsAtOnce })
    const known = page.filter((one) => !isAction(one, definition))
    const rows = known.map((one, place) => ({ row: rowOf(one, place), record: recordOf(one, definition) }))
    for (const { row, plan } of await compareRows(rows, context)) {
      const entry = known[row.row]
      const found = entry === undefined ? undefined : differenceOf(entry, plan)
      if (found === undefined) continue
      differing += 1
      if (differences.length < mostListed) differences.push(found)
    }
    records += known.length
    after = page.at(-1)?.key ?? ''
    if (page.length < recordsAtOnce) return { records, differing, differences }
  }
}

function refuseUnreadable({ destination }: LoadDefinition): void {
  if (destination.resource === '') {
    throw new RunError(
      'CANNOT_VERIFY',
      'Coupa shows no such records over REST, so that nobody can compare them.',
      'Look at them in Coupa. The outcomes of the files are in the results of the load.',
    )
  }
  if (destination.key.length > 0) return
  throw new RunError(
    'CANNOT_VERIFY',
    'The load has no key, so that it does not know which record of Coupa is which of its inputs.',
    'Set destination.key.',
  )
}

/** What is there and differs is to be told, whether the load would change it or not. */
function comparing(definition: LoadDefinition): LoadDefinition {
  return { ...definition, destination: { ...definition.destination, write: 'create-and-update' } }
}

/** The key of an action ends with its name. What an action did is not content that could be compared. */
function isAction({ key }: KnownRecord, { destination: { action, parent, key: fields } }: LoadDefinition): boolean {
  const parts: readonly unknown[] = JSON.parse(key)
  return action !== undefined && parts.length > Object.keys(parent?.match ?? {}).length + fields.length
}

function rowOf({ key, hash }: KnownRecord, row: number): PendingRow {
  return { row, key, label: labelOfKey(key), hash, fields: {}, refusal: undefined, intent: undefined }
}

function recordOf({ key, hash, record }: KnownRecord, definition: LoadDefinition): LoadRecord {
  const parent = definition.destination.parent === undefined ? undefined : parentOfKey(key, definition)
  return { key, label: labelOfKey(key), record, hash, parent }
}

function differenceOf({ key, id }: KnownRecord, plan: RowPlan): LoadDifference | undefined {
  const about = { key: labelOfKey(key), id }
  const gone = 'Coupa has no record with this key any more.'
  switch (plan.kind) {
    case 'create':
      return { ...about, code: 'RECORD_GONE', message: gone }
    case 'settled':
      return { ...about, ...fromDetail(plan.detail, gone) }
    case 'unchanged':
    case 'arrived':
    case 'update': {
      const changed = { ...(plan.kind === 'update' ? plan.changed : {}), ...plan.later }
      if (plan.id !== id) {
        const message = `Another record has the key now: ${plan.id} in place of ${id}.`
        return { ...about, code: 'RECORD_REPLACED', message, ...(Object.keys(changed).length > 0 ? { changed } : {}) }
      }
      const fields = Object.keys(changed)
      if (fields.length === 0) return undefined
      return { ...about, code: 'RECORD_CHANGED', message: `It differs in ${fields.join(', ')}.`, changed }
    }
  }
}

function fromDetail(
  { code, message }: Extract<RowPlan, { kind: 'settled' }>['detail'],
  gone: string,
): Pick<LoadDifference, 'code' | 'message'> {
  if (code === 'NOT_FOUND' || code === 'MISSING_REFERENCE') return { code: 'RECORD_GONE', message: gone }
  if (code === 'AMBIGUOUS') return { code, message: message ?? '' }
  return { code: 'RECORD_CHANGED', message: message ?? '' }
}
