import type { ResourceDescription } from '@coupa-connector/catalog'
import type { Advice } from '../errors/coupa-error.ts'
import { QueryInvalidError } from '../errors/request-errors.ts'

/** The error for a part of a query. `reason` says in half a sentence what is wrong with it and how to write it. */
export function invalidQuery(
  resource: ResourceDescription,
  argument: string | undefined,
  reason: string,
  suggestion?: string,
  advice?: readonly Advice[],
): QueryInvalidError {
  return new QueryInvalidError(
    { resource: resource.name, argument, reason },
    suggestion === undefined ? {} : { suggestion, advice },
  )
}
