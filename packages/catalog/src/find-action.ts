import type { ActionDescription, ResourceDescription } from './shapes/description.ts'

/**
 * The action that a name means: the catalog's own name with hyphens or underscores and in any letter case, or another
 * word for the exported flag, such as `export`. Undefined when the resource has no such action.
 */
export function findAction(
  { actions }: Pick<ResourceDescription, 'actions'>,
  name: string,
  level?: ActionDescription['level'],
): ActionDescription | undefined {
  const wanted = name.trim().toLowerCase().replaceAll('-', '_')
  const named = (one: string | undefined) =>
    actions.find((action) => action.name === one && (level === undefined || action.level === level))
  return named(wanted) ?? named(otherWords.get(wanted))
}

const otherWords: ReadonlyMap<string, string> = new Map([
  ['export', 'mark_exported'],
  ['exported', 'mark_exported'],
  ['mark_as_exported', 'mark_exported'],
  ['unexport', 'mark_not_exported'],
  ['unexported', 'mark_not_exported'],
  ['not_exported', 'mark_not_exported'],
  ['unmark_exported', 'mark_not_exported'],
  ['mark_unexported', 'mark_not_exported'],
  ['mark_as_not_exported', 'mark_not_exported'],
])
