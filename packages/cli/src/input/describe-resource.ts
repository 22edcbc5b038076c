import type { ResourceDescription } from '@coupa-connector/catalog'
import { didYouMean } from '../command/suggest.ts'
import { UsageError } from '../command/usage-error.ts'

/**
 * The catalog's description of the resource that a user named. Throws a `UsageError` with the nearest names when there is none.
 */
export async function describeResource(name: string): Promise<ResourceDescription> {
  const { findResource, resourceNames } = await import('@coupa-connector/catalog')
  const found = findResource(name)
  if (found) return found
  const hint = didYouMean(name, resourceNames())
  throw new UsageError(`Coupa has no resource "${name}".`, {
    suggestion: [hint, '"coupa-connector resources" lists all of them.'].filter(Boolean).join(' '),
  })
}
