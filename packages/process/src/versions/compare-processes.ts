import type { Definition } from '../definition/definition-schema.ts'
import type { LoadDefinition } from '../load/load-schema.ts'
import { isLoad } from '../load/parse-load.ts'
import { compareDefinitions, type DefinitionComparison } from './compare-definitions.ts'
import { compareLoads } from './compare-loads.ts'

/** Compares two versions of a process of either direction. */
export function compareProcesses(
  before: Definition | LoadDefinition,
  after: Definition | LoadDefinition,
): DefinitionComparison {
  if (isLoad(before) && isLoad(after)) return compareLoads(before, after)
  if (!isLoad(before) && !isLoad(after)) return compareDefinitions(before, after)
  const reason = 'Records go in the other direction.'
  return { kind: 'new-stream', changes: [{ path: 'direction', kind: 'new-stream', reason }] }
}
