import type {
  FieldSchema,
  Introspection,
  LookupSchema,
  OrganizationSchema,
  ResourceSchema,
} from '@coupa-connector/catalog/schema'
import { usualResources } from '@coupa-connector/catalog/schema'
import { isCoupaError } from '../errors/is-coupa-error.ts'
import { checkOptions, type OptionTable } from '../options/check-options.ts'
import { isFlag, isFunction, isList, isSignal, wholeNumber } from '../options/option-checks.ts'
import { type ResourcePath, resolveResource } from '../requests/resource-path.ts'
import { type Clock, systemClock } from '../runtime/clock.ts'
import { IntrospectionRefused, openIntrospection, type TypeTeller } from './introspect.ts'
import { mergeFields } from './merge-fields.ts'
import { type Observed, observeFields } from './observe-fields.ts'
import { type FoundLookup, findLookups, readLookup } from './read-lookups.ts'
import { type Samples, sampleRecords } from './sample-records.ts'
import type { SchemaCall, SchemaSource } from './schema-source.ts'

/** What of an organization is read, and how much. */
export interface ReadSchemaOptions {
  /** Names of resources, or paths: `suppliers/7/addresses`. Default: those that companies add fields to, as `usualResources` lists them. */
  readonly resources?: readonly string[] | undefined
  /** Records of each resource that are looked at, the newest ones. Default: 50, one page. */
  readonly samples?: number | undefined
  /** Whether GraphQL is asked for the types. Default: true; an organization that refuses is read without it. */
  readonly introspection?: boolean | undefined
  /** Values that are read of a lookup. Default: 1000. */
  readonly maxLookupValues?: number | undefined
  /** Called when a resource is done. */
  readonly onProgress?: ((progress: { readonly done: number; readonly total: number }) => void) | undefined
  readonly signal?: AbortSignal | undefined
  /** Where the time of the schema is from. Default: that of the machine. */
  readonly clock?: Clock | undefined
}

const optionTable: OptionTable = {
  resources: isList,
  samples: wholeNumber({ from: 1, to: 1000 }),
  introspection: isFlag,
  maxLookupValues: wholeNumber({ from: 1, to: 100_000 }),
  onProgress: isFunction,
  signal: isSignal,
  clock: () => undefined,
}

/** Resources that are read side by side. The rate of the organization bounds the rest. */
const concurrency = 4

/**
 * Reads what fields an organization has: from GraphQL where it may, from its newest records, and from the catalog. Only names
 * and types of fields and the values of lookups are kept of it, never the values of records. A resource that may not be
 * read has a `problem`. Throws `UnknownResourceError`, `OptionsError`, and what a call throws where nothing can be read.
 *
 * @example
 * ```ts
 * const schema = await readSchema(connection, { resources: ['invoices'] })
 * await writeFile('invoices.d.ts', schemaToTypeScript(schema))
 * ```
 */
export async function readSchema(source: SchemaSource, options: ReadSchemaOptions = {}): Promise<OrganizationSchema> {
  checkOptions('readSchema', options, optionTable)
  const {
    samples = 50,
    introspection = true,
    maxLookupValues = 1000,
    onProgress,
    signal,
    clock = systemClock,
  } = options
  const wanted = (options.resources ?? usualResources).map(resolveResource)
  const resolved = [...new Map(wanted.map((resource) => [resource.path, resource])).values()]
  const call: SchemaCall = { source, signal }
  const readAt = new Date(clock.now()).toISOString()
  const { teller, introspection: used } = await introspectIf(introspection, call)
  const found: FoundResource[] = []
  let done = 0
  await eachOf(resolved, async (resource, position) => {
    found[position] = await readResource(resource, samples, teller, call)
    done += 1
    onProgress?.({ done, total: resolved.length })
  })
  const { resources, lookups, notices } = await withLookups(found, maxLookupValues, call)
  const organization = new URL(source.settings.url).host
  return { version: 1, organization, readAt, introspection: used, resources, lookups, notices }
}

interface Introspected {
  readonly teller: TypeTeller | undefined
  readonly introspection: Introspection
}

async function introspectIf(isWanted: boolean, call: SchemaCall): Promise<Introspected> {
  if (!isWanted) return { teller: undefined, introspection: { isUsed: false, reason: 'it was not asked for' } }
  try {
    return { teller: await openIntrospection(call), introspection: { isUsed: true } }
  } catch (error) {
    if (!(error instanceof IntrospectionRefused)) throw error
    return { teller: undefined, introspection: { isUsed: false, reason: error.message } }
  }
}

interface FoundResource {
  readonly schema: ResourceSchema
  readonly observed: Observed
}

async function readResource(
  { description, path: resource }: ResourcePath,
  samples: number,
  teller: TypeTeller | undefined,
  call: SchemaCall,
): Promise<FoundResource> {
  const { type } = description
  const told = await unlessRefused(undefined, async () => await teller?.fieldsOf(resource))
  const { read, problem } = await readSamples(resource, samples, call)
  const observed = observeFields(read, description)
  const hasCustomFields = [...observed.fields.values()].some(({ origin }) => origin === 'custom')
  const toldCustom = await unlessRefused(new Map(), async () =>
    teller !== undefined && hasCustomFields ? await teller.customFieldsOf(resource, Math.min(samples, 50)) : new Map(),
  )
  const records = Math.max(read.whole.length, read.customFields.length)
  const fields = mergeFields({ description, observed, told, toldCustom, records: read.whole.length })
  const schema = { resource, type, records, fields, ...(problem === undefined ? {} : { problem }) }
  return { schema, observed }
}

async function readSamples(
  resource: string,
  samples: number,
  call: SchemaCall,
): Promise<{ readonly read: Samples; readonly problem?: string }> {
  try {
    return { read: await sampleRecords(resource, { customFields: samples, whole: samples }, call) }
  } catch (error) {
    call.signal?.throwIfAborted()
    if (!isCoupaError(error) || !resourceCodes.has(error.code)) throw error
    return { read: { customFields: [], whole: [] }, problem: error.message }
  }
}

/** Refusals of one resource. Everything else is wrong with the connection, and ends the read. */
const resourceCodes: ReadonlySet<string> = new Set([
  'COUPA_FORBIDDEN',
  'COUPA_NOT_FOUND',
  'COUPA_UNAUTHORIZED',
  'COUPA_VALIDATION',
  'COUPA_BAD_RESPONSE',
  'COUPA_SERVER_ERROR',
])

/** GraphQL may refuse one type or resource and tell the others. */
async function unlessRefused<T>(otherwise: T, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof IntrospectionRefused) return otherwise
    throw error
  }
}

interface WithLookups {
  readonly resources: readonly ResourceSchema[]
  readonly lookups: readonly LookupSchema[]
  readonly notices: readonly string[]
}

/** Adds to each field the lookups that its values are from, and reads these. */
async function withLookups(found: readonly FoundResource[], maxValues: number, call: SchemaCall): Promise<WithLookups> {
  try {
    const lookups = new Map<number, FoundLookup>()
    const resources: ResourceSchema[] = []
    for (const { schema, observed } of found) {
      const paths = new Set(schema.fields.filter(isOfLookup).map(({ path }) => path))
      const ofFields = await findLookups(new Map([...observed.fields].filter(([path]) => paths.has(path))), call)
      for (const ofField of ofFields.values()) for (const lookup of ofField) lookups.set(lookup.id, lookup)
      resources.push({ ...schema, fields: schema.fields.map((field) => named(field, ofFields.get(field.path))) })
    }
    const read: LookupSchema[] = []
    for (const lookup of lookups.values()) read.push(await readLookup(lookup, maxValues, call))
    const byName = read.sort((left, right) => (left.name < right.name ? -1 : 1))
    return { resources, lookups: byName, notices: [] }
  } catch (error) {
    call.signal?.throwIfAborted()
    if (!isCoupaError(error) || !resourceCodes.has(error.code)) throw error
    const notice = `The values of lookups could not be read: ${error.message}`
    return { resources: found.map(({ schema }) => schema), lookups: [], notices: [notice] }
  }
}

function isOfLookup({ origin, references }: FieldSchema): boolean {
  return origin !== 'standard' && references === 'LookupValue'
}

function named(field: FieldSchema, lookups: readonly FoundLookup[] | undefined): FieldSchema {
  if (lookups === undefined || lookups.length === 0) return field
  return { ...field, lookups: lookups.map(({ name }) => name) }
}

/** Does something for each item, a few at a time. The first failure ends it. */
async function eachOf<T>(items: readonly T[], work: (item: T, position: number) => Promise<void>): Promise<void> {
  const left = [...items.entries()]
  const worker = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await work(next[1], next[0])
  }
  await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, worker))
}
