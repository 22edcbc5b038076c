import { createPathPattern, type PathPattern } from './path-pattern.ts'

/** A pattern that fits a path, with what stands behind it. */
export interface RouteMatch<Target> {
  readonly target: Target
  readonly parameters: Readonly<Record<string, string>>
}

/**
 * Finds patterns by path. Gives them in the order in which they were listed, and looks only at those that begin with the same
 * segment, of which there are few. No pattern may begin with a parameter.
 */
export function createRouter<Target>(
  entries: Iterable<readonly [pattern: string, target: Target]>,
): (path: string) => Iterable<RouteMatch<Target>> {
  const byFirstSegment = new Map<string, { readonly pattern: PathPattern; readonly target: Target }[]>()
  for (const [pattern, target] of entries) {
    const first = firstSegment(pattern)
    const group = byFirstSegment.get(first) ?? []
    group.push({ pattern: createPathPattern(pattern), target })
    byFirstSegment.set(first, group)
  }
  return function* matches(path) {
    for (const { pattern, target } of byFirstSegment.get(firstSegment(path)) ?? []) {
      const parameters = pattern.match(path)
      if (parameters) yield { target, parameters }
    }
  }
}

/** Hyphens and underscores are taken alike, as in `path-pattern.ts`. */
function firstSegment(path: string): string {
  return (path.split('/', 1)[0] ?? '').replaceAll('-', '_')
}
