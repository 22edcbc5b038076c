import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { client } from '../api/client.ts'
import type { Definition } from '../definition-editor/json.ts'
import type { ProcessDraft } from './process-draft.ts'

const forever = Number.POSITIVE_INFINITY

/** The templates. They are part of the program. */
export const templatesQuery = queryOptions({
  queryKey: ['new-process', 'templates'],
  queryFn: async ({ signal }) => (await client.call('processTemplates.list', { signal })).body.items,
  staleTime: forever,
})

/** The definition of a template for what was chosen, before it is edited. */
export function templateDefinitionQuery({
  template,
  resource,
  kind,
  format,
  shape,
  acknowledge,
  way,
  object,
}: ProcessDraft) {
  const body = {
    template: template ?? '',
    ...(resource === undefined ? {} : { resource }),
    kind: kind ?? 'files',
    ...(format === undefined ? {} : { format }),
    ...(shape === undefined ? {} : { shape }),
    ...(acknowledge === undefined ? {} : { acknowledge }),
    ...(way === undefined ? {} : { way }),
    ...(object === undefined ? {} : { object }),
  }
  return queryOptions({
    queryKey: ['new-process', 'definition', body],
    queryFn: async ({ signal }): Promise<Definition> =>
      (await client.call('definitions.create', { body, signal })).body.definition as Definition,
    staleTime: forever,
    placeholderData: keepPreviousData,
    enabled: template !== undefined,
  })
}

/** Whether there is a process of this name. */
export function isNameTakenQuery(account: string, name: string) {
  return queryOptions({
    queryKey: ['new-process', 'name', account, name],
    queryFn: async ({ signal }) =>
      (await client.call('processes.list', { params: { account }, query: { name, limit: 1 }, signal })).body.items
        .length > 0,
    enabled: name !== '',
    staleTime: 0,
  })
}
