import type { ResourceDescription } from '@coupa-connector/catalog'
import { suggested } from '../command/suggest.ts'
import { UsageError } from '../command/usage-error.ts'

/**
 * The catalog's description of the resource that a user named. Throws a `UsageError` with the nearest names when there is none.
 */
export async function describeResource(name: string): Promise<ResourceDescription> {
  const { findResource, nearestResources } = await import('@coupa-connector/catalog')
  const found = findResource(name)
  if (found) return found
  const hint = suggested(nearestResources(name))
  throw new UsageError(`Coupa has no resource "${name}".`, {
    suggestion: [hint, '"coupa-connector resources" lists all of them.'].filter(Boolean).join(' '),
  })
}
