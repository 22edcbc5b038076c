import { customFieldsName, type FieldSchema } from '@coupa-connector/catalog/schema'
import { resolveResource } from '../requests/resource-path.ts'
import { mergeFields } from './merge-fields.ts'
import { observeFields } from './observe-fields.ts'
import { sampleRecords } from './sample-records.ts'
import type { SchemaSource } from './schema-source.ts'

/** One page of records is asked for their custom fields, and one record for what is at its top (F-140). */
const sizes = { customFields: 50, whole: 1 }

/**
 * The fields that an organization has of one resource beyond Coupa's own, by two requests: for programs that check what they
 * write. Undefined where no record shows custom fields, so that nobody knows which there are. Throws what a read throws.
 */
export async function readOwnFields(
  source: SchemaSource,
  resource: string,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<readonly FieldSchema[] | undefined> {
  const { description, path } = resolveResource(resource)
  const samples = await sampleRecords(path, sizes, { source, signal })
  const observed = observeFields(samples, description)
  if (!observed.places.has(customFieldsName)) return undefined
  const fields = mergeFields({
    description,
    observed,
    told: undefined,
    toldCustom: new Map(),
    records: samples.whole.length,
  })
  return fields.filter(({ origin }) => origin !== 'standard')
}
