import type { ResourceRow, TypeRow } from '../../src/shapes/catalog-rows.ts'
import type { ActionDescription } from '../../src/shapes/description.ts'
import { compare } from './compare.ts'

/** Adds the two commands that set and reset the exported flag to every resource that has the flag (F-361, F-362). */
export function addExportedActions(resources: readonly ResourceRow[], types: readonly TypeRow[]): ResourceRow[] {
  const flagged = new Set(
    types.filter(({ fields }) => fields.some(({ name }) => name === 'exported')).map(({ name }) => name),
  )
  return resources.map((resource) => {
    const update = resource.operations.find(({ name }) => name === 'update')
    if (update === undefined || !flagged.has(resource.type)) return resource
    const command = (name: string, value: boolean): ActionDescription => ({
      name,
      method: 'PUT',
      path: `:id?exported=${value}`,
      level: 'record',
      parameters: [],
      scopes: update.scopes,
      isVerified: true,
      isBinary: false,
      origin: 'article',
    })
    const actions = [...resource.actions, command('mark_exported', true), command('mark_not_exported', false)]
    return { ...resource, actions: actions.sort((a, b) => compare(b.level, a.level) || compare(a.name, b.name)) }
  })
}
