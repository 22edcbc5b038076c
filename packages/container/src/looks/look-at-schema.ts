import type { Connection } from '@coupa-connector/connector'
import type { Clock } from '@coupa-connector/connector/plugins'
import { type OrganizationSchema, readSchema } from '@coupa-connector/connector/schema'
import type { Look, OperationResult } from '@coupa-connector/protocol'

/** Values of a lookup that are kept; one result has room for many lookups of this size. */
const maxLookupValues = 500
/** What a result may hold of a schema, so that its requests have room beside it. */
const maxSchemaBytes = 900_000

type Found = Pick<OperationResult, 'outcome' | 'message'> & Partial<OperationResult>

/** Reads which fields an organization has, as small as a result of a job has to be. */
export async function lookAtSchema(
  connection: Connection,
  { resources, samples }: Extract<Look, { action: 'read-schema' }>,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<Found> {
  const schema = bounded(await readSchema(connection, { resources, samples, maxLookupValues, clock, signal }))
  const refused = schema.resources.filter(({ problem }) => problem !== undefined)
  if (refused.length === schema.resources.length) {
    const message = refused[0]?.problem ?? 'No resource could be read.'
    return { outcome: 'FAILED', message, error: { code: 'COUPA_FORBIDDEN', message, isRetryable: false } }
  }
  const read = schema.resources.length - refused.length
  const own = schema.resources.flatMap(({ fields }) => fields).filter(({ origin }) => origin !== 'standard').length
  const notRead = refused.length === 0 ? '' : `, while ${refused.length} could not be read`
  const message = `Read ${count(read, 'resource')}${notRead}: ${count(own, 'field')} that the organization added.`
  return { outcome: 'OK', message, schema: JSON.parse(JSON.stringify(schema)) }
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`
}

/** Without what the catalog says anyway; and if that is still too much, without the values of the longest lookups. */
function bounded(schema: OrganizationSchema): OrganizationSchema {
  const resources = schema.resources.map((resource) => ({
    ...resource,
    fields: resource.fields.filter(({ sources }) => sources.some((source) => source !== 'catalog')),
  }))
  let kept: OrganizationSchema = { ...schema, resources }
  while (Buffer.byteLength(JSON.stringify(kept)) > maxSchemaBytes) {
    const [longest] = kept.lookups.toSorted((left, right) => right.values.length - left.values.length)
    if (longest === undefined || longest.values.length === 0) break
    const emptied = { ...longest, values: [], isComplete: false }
    kept = { ...kept, lookups: kept.lookups.map((lookup) => (lookup === longest ? emptied : lookup)) }
  }
  return kept
}
