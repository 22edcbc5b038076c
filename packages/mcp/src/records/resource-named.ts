import { findResource, nearestResources, type ResourceDescription } from '@coupa-connector/catalog'
import { ToolProblem } from '../tool/tool-problem.ts'

/** The resource of that name. Throws a `ToolProblem` that names similar ones. */
export function resourceNamed(name: string): ResourceDescription {
  const found = findResource(name)
  if (found !== undefined) return found
  const nearest = nearestResources(name)
  throw new ToolProblem(
    'UNKNOWN_RESOURCE',
    `Coupa has no resource ${JSON.stringify(name)}.`,
    nearest.length === 0 ? 'Look for it with find_resources.' : `Did you mean ${nearest.join(', ')}?`,
  )
}
