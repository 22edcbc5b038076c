import type { ResourceDescription } from '@coupa-connector/catalog'
import { ToolProblem } from '../tool/tool-problem.ts'
import { resourceNamed } from './resource-named.ts'

/**
 * The resource that a call reads or changes: named with the ids of the records above it, and with nothing behind its name.
 * Throws a `ToolProblem`; what stood there would otherwise be left out in silence, and the agent would take all records for
 * those that it meant.
 */
export function addressedResource(name: string): ResourceDescription {
  const description = resourceNamed(name)
  const given = `resource: ${JSON.stringify(name)}`
  if (/[?#]/.test(name)) {
    throw new ToolProblem(
      'RESOURCE_INVALID',
      `${given} has more than a name.`,
      `Give "${description.name}", and conditions in where.`,
    )
  }
  const wrong = name.split('/').find((segment) => segment.startsWith(':') || isNoId(segment))
  if (wrong !== undefined && description.name.includes(':')) {
    throw new ToolProblem(
      'RESOURCE_INVALID',
      `${given} has ${JSON.stringify(wrong)} where the id of a record belongs.`,
      `Write the id, as in ${description.name.replace(/:[^/]+/g, '7')}.`,
    )
  }
  return description
}

/** Throws a `ToolProblem` for what cannot be the id of a record. */
export function checkRecordId(id: number | string): void {
  if (!isNoId(String(id))) return
  throw new ToolProblem('ID_INVALID', `id: ${JSON.stringify(id)} is the id of no record.`, 'Give the id of an answer.')
}

/** Dots would lead out of the path, and nothing leads to all records. */
function isNoId(text: string): boolean {
  return /^\s*\.{0,2}\s*$/.test(text)
}
