import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { client } from '../api/client.ts'
import type { Definition } from './json.ts'

/** What is wrong with a definition, which scopes it needs, and which further ends. */
export function definitionCheckQuery(definition: Definition | undefined) {
  return queryOptions({
    queryKey: ['definition-check', definition],
    queryFn: async ({ signal }) =>
      (await client.call('definitions.check', { body: { definition: definition ?? {} }, signal })).body,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
    enabled: definition !== undefined,
  })
}
