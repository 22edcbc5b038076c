import type { ResourceDescription } from '@coupa-connector/catalog'
import { QueryInvalidError } from '../errors/query-invalid-error.ts'

/** The error for a part of a query; `reason` says in half a sentence what is wrong with it and how it would be right. */
export function invalidQuery(
  resource: ResourceDescription,
  argument: string | undefined,
  reason: string,
  suggestion?: string,
): QueryInvalidError {
  return new QueryInvalidError(
    { resource: resource.name, argument, reason },
    suggestion === undefined ? {} : { suggestion },
  )
}
