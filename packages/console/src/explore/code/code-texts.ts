import type { CatalogResource } from '@coupa-connector/protocol'
import { fieldAt } from '../../catalog/fields/field-tree.ts'
import { type ExploreQuery, filterProblem } from '../query/query-model.ts'
import type { CodeTexts } from './code-dialog.tsx'
import { toCommandLine } from './command-line.ts'
import { toTypeScript } from './typescript-text.ts'

/** The query as programs and terminals take it, without filters that are not finished. */
export function codeTextsOf(
  given: ExploreQuery,
  resource: CatalogResource,
  hub: { readonly connection: string; readonly container: string },
): CodeTexts {
  const query = { ...given, filters: given.filters.filter((filter) => filterProblem(filter) === undefined) }
  return {
    hub: toCommandLine(query, { resource: resource.name, hub }),
    direct: toCommandLine(query, { resource: resource.name }),
    typescript: toTypeScript(query, resource.name, (path) => fieldAt(path, resource.fields, () => undefined)?.type),
  }
}
