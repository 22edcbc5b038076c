import { findResource, findType, scopes as knownScopes, listResources } from '@coupa-connector/catalog'
import { createApi, type IncomingApiRequest } from '../api/api.ts'
import type { ApiContext, ResourceBehaviour } from '../api/contract.ts'
import { customFieldsOfSeed } from '../data/custom-field-sets.ts'
import { createZoneFormatter } from '../format/zone.ts'
import type { Answer } from '../http/answer.ts'
import { type ApiFilters, createApiFilters } from '../query/api-filters.ts'
import { createSearch } from '../query/search.ts'
import { createCustomFieldSet } from '../schema/custom-fields.ts'
import { createSchema } from '../schema/schema.ts'
import { Reference } from '../schema/value.ts'
import type { SandboxSettings } from '../settings/options.ts'
import { createRemoteFiles } from '../sftp/remote-files.ts'
import { createOrganizationStore } from '../store/organization-store.ts'
import type { RecordStore } from '../store/record-store.ts'
import { createRecordWriter } from '../write/record-writer.ts'
import { extensions } from './extensions.ts'

/** The records of a sandbox and the API in front of them. */
export interface Organization {
  /** What extensions see of it. */
  readonly context: ApiContext
  readonly store: RecordStore
  readonly filters: ApiFilters
  readonly answerApi: (request: IncomingApiRequest) => Promise<Answer>
}

/** Scopes that clients may have beyond those of the catalog: the plural spelling of one (F-064). */
const furtherScopes = ['core.payables.expenses.read', 'core.payables.expenses.write']

/** Names of all scopes that exist in the organization, sorted. */
export function allScopes(): readonly string[] {
  return [...new Set([...knownScopes().map(({ name }) => name), ...furtherScopes])].toSorted()
}

/** Builds records, extensions and API from settings. */
export function createOrganization(settings: SandboxSettings): Organization {
  const { quirks, seed, records } = settings
  const now = (): number => settings.clock.now()
  const schema = createSchema({ listResources, findResource, findType }, createCustomFieldSet(customFieldsOfSeed(seed)))
  const zone = createZoneFormatter(settings.timeZone)
  checkRecordCounts(records, schema.resourceNames)
  const store = createOrganizationStore({
    schema,
    seed,
    records,
    now,
    offsetMinutes: zone.offsetMinutes,
    childTouchesParent: quirks['child-touches-parent'] === 'on',
  })
  const firstUser = [...firstOf(store.collection('users')?.iterate() ?? [])][0]
  const author = new Reference('users', firstUser?.id ?? 1)
  const behaviours: Record<string, ResourceBehaviour> = {}
  const writer = createRecordWriter({ store, quirks, now, author, behaviourOf: (resource) => behaviours[resource] })
  const context: ApiContext = {
    schema,
    store,
    search: createSearch(store, quirks),
    quirks,
    writer,
    author,
    zone,
    remoteFiles: createRemoteFiles(now),
    sftp: settings.sftp,
    alerts: [],
    now,
  }
  const parts = extensions.map((extend) => extend(context))
  const routes = parts.flatMap((part) => part.routes)
  for (const part of parts) Object.assign(behaviours, part.behaviours)
  const filters = createApiFilters(settings.filters, quirks)
  const answerApi = createApi({ context, routes, behaviours, filters, zone })
  return { context, store, filters, answerApi }
}

function checkRecordCounts(records: SandboxSettings['records'], names: readonly string[]): void {
  if (typeof records !== 'object') return
  const unknown = Object.keys(records).find((name) => name !== 'default' && !names.includes(name))
  if (unknown !== undefined) {
    throw new TypeError(
      `option 'records' names '${unknown}', which is not a resource of the catalog; use names such as invoices`,
    )
  }
}

function* firstOf<Item>(items: Iterable<Item>): Iterable<Item> {
  for (const item of items) {
    yield item
    return
  }
}
