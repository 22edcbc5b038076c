import type { SchemaField } from '@coupa-connector/protocol'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { client } from '../../api/client.ts'
import { pageOf, paging } from '../../api/paging.ts'

export const schemaKeys = {
  all: (account: string, connection: string) => ['connection-schema', account, connection] as const,
}

/** Which fields the organization of a connection has, as last read; null before the first time. */
export function schemaQuery(account: string, connection: string) {
  return queryOptions({
    queryKey: [...schemaKeys.all(account, connection), 'snapshot'],
    queryFn: async ({ signal }) =>
      (await client.call('connectionSchema.get', { params: { account, connection }, signal })).body.snapshot,
  })
}

/** What changed in the fields of the organization, newest first. */
export function schemaChangesQuery(account: string, connection: string) {
  return infiniteQueryOptions({
    queryKey: [...schemaKeys.all(account, connection), 'changes'],
    queryFn: async ({ pageParam, signal }) =>
      (
        await client.call('connectionSchema.changes', {
          params: { account, connection },
          query: pageOf(20, pageParam),
          signal,
        })
      ).body,
    ...paging,
  })
}

/** Whether the organization added it, or Coupa has it without the catalog knowing. */
export function isOwnField({ origin, sources }: SchemaField): boolean {
  return origin !== 'standard' || !sources.includes('catalog')
}

/** `decimal`, `LookupValue of Sales Region`, `list of User`. */
export function typeWords({ type, references, lookups = [] }: SchemaField): string {
  const from = lookups.length === 0 ? '' : ` of ${lookups.join(', ')}`
  if (type === 'array') return `list of ${references ?? 'values'}${from}`
  if (type === 'object') return `${references ?? 'record'}${from}`
  return type === 'unknown' ? 'not known' : type
}
