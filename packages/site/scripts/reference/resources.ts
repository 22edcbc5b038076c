import { describe, listResources } from '@coupa-connector/catalog'
import { code, table } from './markdown.ts'

/** The page of all resources of Coupa's API, from the catalog. */
export function resourcesPage(): string {
  const rows = listResources().map(({ name }) => {
    const { type, fields, operations, actions } = describe(name)
    const scopes = new Set([...operations, ...actions].flatMap(({ scopes }) => scopes))
    return [
      code(name),
      code(type),
      operations.map(({ name }) => name).join(', '),
      actions.map(({ name }) => code(name)).join(', '),
      String(fields.length),
      [...scopes].sort().map(code).join(', '),
    ]
  })
  return `# Resources of Coupa

The catalog of the connector: what Coupa's API has, and what each call needs. ${code('coupa-connector resources NAME')} lists the fields
of a resource, and so does the console under *Explore*. ${code('coupa-connector scopes --for invoices:read')} prints the smallest set
of scopes for what you want to do. Custom fields belong to an organization and are not in this table.

${table(['Resource', 'Record', 'Operations', 'Actions', 'Fields', 'Scopes'], rows)}`
}
