import {
  findResource,
  findType,
  listResources,
  nearestResources,
  type ScopeNeed,
  scopes,
  scopesFor,
  type TypeDescription,
  tellingFields,
} from '@coupa-connector/catalog'
import { HubProblem } from '../basics/problem.ts'
import type { Handlers } from '../server/routes/handler.ts'

type CatalogHandlers = Pick<Handlers, 'catalog.resources' | 'catalog.resource' | 'catalog.type' | 'catalog.scopes'>

/** What is known of Coupa's API, from the catalog; nobody's account is asked. */
export function createCatalogHandlers(): CatalogHandlers {
  let items: ResourceItem[] | undefined
  return {
    'catalog.resources': async () => {
      items ??= listItems()
      return { body: { items } }
    },
    'catalog.resource': async ({ params }) => {
      const found = findResource(params.resource)
      if (found === undefined) throw unknownResource(params.resource)
      const operations = found.operations.map((operation) => ({ ...operation }))
      return { body: { ...found, fields: fieldsOf(found), operations, tellingFields: tellingFields(found) } }
    },
    'catalog.type': async ({ params }) => {
      const found = findType(params.type)
      if (found !== undefined) return { body: { ...found, fields: fieldsOf(found) } }
      throw new HubProblem('NOT_FOUND', {
        detail: `Coupa has no type "${params.type}".`,
        suggestion: 'The names of types are in the references of the fields of a resource.',
      })
    },
    'catalog.scopes': async ({ query }) => {
      const all = scopes().map(({ name, covers, seen }) => ({ name, description: covers, seen }))
      if (query.resources === undefined) return { body: { items: all, smallest: null } }
      const { scopes: smallest, forTest, unknown } = scopesFor(readNeeds(query.resources, query.use))
      const unknownResources = [...new Set(unknown.map(({ resource }) => resource))]
      return { body: { items: all, smallest: { scopes: [...smallest], forTest: [...forTest], unknownResources } } }
    },
  }
}

/** Fields as an answer has them: with all that the catalog knows. */
function fieldsOf({ fields }: Pick<TypeDescription, 'fields'>) {
  return fields.map((field) => ({ ...field }))
}

interface ResourceItem {
  name: string
  label: string
  path: string | null
  operations: string[]
  actions: string[]
}

/** Reads the whole catalog, which is why it is kept for the next request. */
function listItems(): ResourceItem[] {
  return listResources().map(({ name, title }) => {
    const described = findResource(name)
    return {
      name,
      label: title,
      path: `/api/${name}`,
      operations: described?.operations.map((operation) => operation.name) ?? [],
      actions: described?.actions.map((action) => action.name) ?? [],
    }
  })
}

/** Resources with commas; each may say by itself what is done to it: `invoices,suppliers:write`. */
function readNeeds(text: string, use: 'read' | 'write'): ScopeNeed[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      // Names of resources hold colons too: suppliers/:supplier_id/addresses.
      const colon = part.lastIndexOf(':')
      const saysUse = colon > 0 && part[colon - 1] !== '/'
      return saysUse
        ? { resource: part.slice(0, colon), access: part.slice(colon + 1) }
        : { resource: part, access: use }
    })
}

function unknownResource(name: string): HubProblem {
  const near = nearestResources(name)
  return new HubProblem('NOT_FOUND', {
    detail: `Coupa has no resource "${name}".`,
    suggestion:
      near.length > 0 ? `Did you mean ${near.join(', ')}?` : 'The list of resources is at /api/v1/catalog/resources.',
  })
}
