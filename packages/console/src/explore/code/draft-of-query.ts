import type { CatalogResource } from '@coupa-connector/protocol'
import { emptyDraft, type ProcessDraft } from '../../new-process/process-draft.ts'
import { type ExploreQuery, resourcePath } from '../query/query-model.ts'
import { whereOf } from './typescript-text.ts'

/** Keeps a copy of any resource up to date, without marking anything in Coupa. */
const copyTemplate = 'E20'

/** A new process that delivers what a query finds, as it comes and changes. */
export function draftOfQuery(
  query: ExploreQuery,
  { name, fields }: Pick<CatalogResource, 'name' | 'fields'>,
  target: Pick<ProcessDraft, 'connection' | 'container'>,
): ProcessDraft {
  const typeOf = (field: string) => fields.find((candidate) => candidate.name === field)?.type
  const where = whereOf(
    query.filters.filter(({ field }) => field !== ''),
    typeOf,
  )
  return {
    ...emptyDraft,
    ...target,
    template: copyTemplate,
    resource: resourcePath(name, query.parents),
    ...(where === undefined ? {} : { where }),
    ...(typeof query.fields === 'string' ? {} : { onlyFields: query.fields }),
  }
}
