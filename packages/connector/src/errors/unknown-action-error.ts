import type { ResourceDescription } from '@coupa-connector/catalog'
import { nearestNames } from '@coupa-connector/catalog'

/** A resource has no such action; the message names the nearest ones. */
export class UnknownActionError extends TypeError {
  override readonly name = 'UnknownActionError'
  /** The closest names that exist, the closest first. */
  readonly nearest: readonly string[]

  constructor(action: string, { name: resource, actions }: ResourceDescription, level: 'record' | 'collection') {
    const known = actions.filter((one) => one.level === level).map((one) => one.name)
    const nearest = nearestNames(action.replaceAll('-', '_'), known)
    const place = level === 'record' ? `a record of ${resource}` : resource
    super(`${place} has no action ${JSON.stringify(action)}${hintOf(nearest, known)}`)
    this.nearest = nearest
  }
}

function hintOf(nearest: readonly string[], known: readonly string[]): string {
  if (nearest.length > 0) return `; did you mean ${nearest.join(', ')}?`
  return known.length === 0 ? '; it has none' : `; it has ${known.join(', ')}`
}
