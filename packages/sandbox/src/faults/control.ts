import type { ApiContext, SentAlert } from '../api/contract.ts'
import { mix } from '../data/random.ts'
import type { RequestCounters, RequestLog } from '../http/request-log.ts'
import type { Tokens } from '../oauth/tokens.ts'
import type { ApiFilters } from '../query/api-filters.ts'
import type { CustomField } from '../schema/custom-fields.ts'
import { numberChildren } from '../schema/number-children.ts'
import type { Values } from '../schema/value.ts'
import type { ApiFilter } from '../settings/options.ts'
import type { IdRange, RecordCollection, RecordStore } from '../store/record-store.ts'
import { editRecord, type RecordEdit } from './edit-record.ts'
import type { FaultRule } from './fault.ts'
import type { Faults } from './faults.ts'

/** Records that appear, change and vanish while somebody reads. */
export interface MutationPlan {
  readonly resource: string
  /** Of each, per step. */
  readonly inserts?: number
  readonly updates?: number
  readonly deletes?: number
  /** Pause between steps; 100 by default. */
  readonly intervalMs?: number
  /** Chooses which records; 1 by default. */
  readonly seed?: number
}

/** What a step of mutations did. */
export interface MutationResult {
  readonly inserted: readonly number[]
  readonly updated: readonly number[]
  readonly deleted: readonly number[]
}

/** Records that are to be alike, such as 1,237 approved invoices that nobody has exported. */
export interface SetManyPlan {
  readonly resource: string
  /** Fields under their wire names. */
  readonly values: Values
  readonly count?: number
}

/** Steers a running sandbox. */
export interface SandboxControl {
  /** Makes something go wrong; the function ends it. */
  fault(rule: FaultRule): () => void
  clearFaults(): void
  /** Every token issued so far stops working. */
  revokeAllTokens(): void
  revokeToken(token: string): void
  /** Adds or replaces an API filter. */
  setFilter(filter: ApiFilter): void
  /** Changes records once. Throws TypeError for a resource that does not exist. */
  mutateOnce(plan: MutationPlan): MutationResult
  /** Changes records again and again until the function is called; gives back everything that was done. */
  mutate(plan: MutationPlan): () => MutationResult
  /** Adds a record as if somebody else had; gives its id. */
  insert(resource: string, values: Values): number
  update(resource: string, id: number, values: Values): boolean
  delete(resource: string, id: number): boolean
  /** Changes a record as a person or another program does. Throws TypeError for one that does not exist. */
  edit(edit: RecordEdit): void
  /** Gives records the same values, without a change of `updated-at`; the first `count` by id, or all. Gives their number. */
  setMany(plan: SetManyPlan): number
  /** Alerts that went to contacts of the integrations so far. */
  alerts(): readonly SentAlert[]
  /** Sets up a custom field, or changes one, as an administrator does. Throws TypeError for a resource that has none. */
  putCustomField(resource: string, field: CustomField): void
  /** Takes a custom field away; gives whether there was one. Throws TypeError for a resource that has none. */
  removeCustomField(resource: string, name: string): boolean
  /** Puts another organization under the same URL: other records, the same clients and tokens. */
  swapOrganization(seed: number): void
  /** Ids of all records of a resource at this moment. */
  ids(resource: string): readonly number[]
  /** Counts of the requests so far. */
  counters(): RequestCounters
  /** Forgets the requests and counts so far. */
  resetLog(): void
  /** Ends all running mutations. */
  stop(): void
}

/** What control reaches of an organization. */
export interface SteeredOrganization {
  readonly context: ApiContext
  readonly store: RecordStore
  readonly filters: ApiFilters
}

/** What control reaches. */
export interface ControlOptions {
  readonly faults: Faults
  readonly tokens: Tokens
  /** The one that answers at the moment. */
  readonly organization: () => SteeredOrganization
  readonly swapOrganization: (seed: number) => void
  readonly log: RequestLog
}

/** Fields that tell records apart, so a copy must not repeat them. */
const distinctFields = ['name', 'number', 'code', 'login', 'email', 'invoice-number', 'po-number']

/** The id that a hash chooses; finds it without walking the records. Undefined when there are none. */
function someId(records: RecordCollection, hash: number): number | undefined {
  const last = firstId(records, { isDescending: true })
  if (last === undefined) return undefined
  return firstId(records, { afterId: hash % last }) ?? last
}

function firstId(records: RecordCollection, range: IdRange): number | undefined {
  for (const { id } of records.iterate(range)) return id
  return undefined
}

/** Adds a record that looks like another one; gives its id. */
function insertLike(records: RecordCollection, templateId: number): number {
  const { shape } = records
  const template = records.get(templateId)?.toValues() ?? {}
  const { id } = records.insert(template)
  const distinct = distinctFields.flatMap((name) => {
    const value = template[name]
    return typeof value === 'string' ? [[name, `${value}-${id}`] as const] : []
  })
  records.update(id, { ...numberChildren(shape, template, id), ...Object.fromEntries(distinct) })
  return id
}

/** Makes the control of a sandbox. */
export function createControl(options: ControlOptions): SandboxControl {
  const { faults, tokens, organization, log } = options
  const timers = new Set<NodeJS.Timeout>()
  let steps = 0

  function collection(resource: string): RecordCollection {
    const found = organization().store.collection(resource)
    if (!found) throw new TypeError(`resource '${resource}' does not exist; use a path of the catalog without parents`)
    return found
  }

  function mutateOnce(plan: MutationPlan): MutationResult {
    const records = collection(plan.resource)
    const { inserts = 0, updates = 0, deletes = 0, seed = 1 } = plan
    steps += 1
    const chosen = (count: number, salt: number): readonly number[] =>
      Array.from({ length: count }, (_unused, place) => someId(records, mix(mix(seed, steps), salt + place))).filter(
        (id) => id !== undefined,
      )
    const templates = chosen(inserts, 0)
    const inserted = templates.map((id) => insertLike(records, id))
    const updated = [...new Set(chosen(updates, 1000))].filter((id) => records.update(id, {}))
    const deleted = [...new Set(chosen(deletes, 2000))].filter((id) => records.delete(id))
    return { inserted, updated, deleted }
  }

  return {
    fault: (rule) => faults.add(rule),
    clearFaults: () => faults.clear(),
    revokeAllTokens: () => tokens.revokeAll(),
    revokeToken: (token) => tokens.revoke(token),
    setFilter: (filter) => organization().filters.set(filter),
    mutateOnce,
    mutate(plan) {
      collection(plan.resource)
      const done: { inserted: number[]; updated: number[]; deleted: number[] } = {
        inserted: [],
        updated: [],
        deleted: [],
      }
      const timer = setInterval(() => {
        const step = mutateOnce(plan)
        done.inserted.push(...step.inserted)
        done.updated.push(...step.updated)
        done.deleted.push(...step.deleted)
      }, plan.intervalMs ?? 100)
      timer.unref()
      timers.add(timer)
      return () => {
        clearInterval(timer)
        timers.delete(timer)
        return done
      }
    },
    insert: (resource, values) => collection(resource).insert(values).id,
    update: (resource, id, values) => collection(resource).update(id, values) !== undefined,
    delete: (resource, id) => collection(resource).delete(id),
    edit: (edit) => editRecord(edit, organization().context),
    setMany({ resource, values, count = Number.POSITIVE_INFINITY }) {
      const records = collection(resource)
      const ids = [...records.iterate()].map(({ id }) => id).slice(0, count)
      const complete = values.exported === false ? { ...values, 'last-exported-at': null } : values
      for (const id of ids) records.update(id, complete, { isTouching: false })
      return ids.length
    },
    alerts: () => organization().context.alerts,
    putCustomField: (resource, field) => organization().context.schema.customFields.put(resource, field),
    removeCustomField: (resource, name) => organization().context.schema.customFields.remove(resource, name),
    swapOrganization: options.swapOrganization,
    ids: (resource) => [...collection(resource).iterate()].map(({ id }) => id),
    counters: () => log.counters,
    resetLog: () => log.reset(),
    stop() {
      for (const timer of timers) clearInterval(timer)
      timers.clear()
    },
  }
}
