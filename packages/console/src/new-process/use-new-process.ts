import type { DefinitionCheck, ProcessTemplate } from '@coupa-connector/protocol'
import { useQuery } from '@tanstack/react-query'
import type { Definition } from '../definition-editor/json.ts'
import { useDefinitionCheck } from '../definition-editor/use-definition-check.ts'
import { ownZone, type ScheduleDraft, scheduleDraftOf } from '../schedules/schedule-draft.ts'
import { editDefinition, withEdited } from './edit-definition.ts'
import { templateDefinitionQuery, templatesQuery } from './new-process-queries.ts'
import { type ProcessDraft, useProcessDraft } from './process-draft.ts'

/** A new process as it is so far: what was chosen, and what follows from it. */
export interface NewProcessState {
  readonly account: string
  readonly draft: ProcessDraft
  readonly change: (part: Partial<ProcessDraft>) => void
  readonly clear: () => void
  readonly templates: readonly ProcessTemplate[] | undefined
  readonly template: ProcessTemplate | undefined
  readonly direction: 'out' | 'in'
  /** Of the template, without what was edited; undefined while it is not known. */
  readonly base: Definition | undefined
  /** With everything that was chosen. */
  readonly definition: Definition | undefined
  readonly check: DefinitionCheck | undefined
  /** Takes a definition that was edited. */
  readonly edit: (definition: Definition) => void
  readonly schedule: ScheduleDraft
  /** The name of the process. */
  readonly name: string
  readonly error: unknown
  readonly retry: () => void
}

export function useNewProcess(account: string): NewProcessState {
  const { draft, change, clear } = useProcessDraft(account)
  const templates = useQuery(templatesQuery)
  const template = templates.data?.find(({ id }) => id === draft.template)
  const isReady =
    template !== undefined &&
    (template.resource !== null || template.flatFiles === 'only' || draft.resource !== undefined) &&
    (template.flatFiles !== 'only' || template.objects.length === 0 || draft.object !== undefined)
  const base = useQuery({
    ...templateDefinitionQuery({
      ...draft,
      resource: template?.resource === null ? draft.resource : undefined,
      // An export has no other way than the API.
      ...(template?.direction === 'out' ? { way: undefined, object: undefined } : {}),
    }),
    enabled: isReady,
  })
  const known = isReady ? base.data : undefined
  const definition = known && editDefinition(known, draft)
  const check = useDefinitionCheck(definition)
  const asked = [templates, base, check]
  return {
    account,
    draft,
    change,
    clear,
    templates: templates.data,
    template,
    direction: template?.direction ?? 'out',
    base: known,
    definition,
    check: definition ? check.data : undefined,
    edit: (edited) => known && change(withEdited(draft, known, edited)),
    schedule: draft.schedule ?? scheduleDraftOf({ cron: template?.schedule ?? '0 * * * *', zone: ownZone() }),
    name: typeof definition?.process === 'string' ? definition.process : (draft.name ?? ''),
    error: asked.find(({ error }) => error)?.error,
    retry: () => {
      for (const query of asked) if (query.error) void query.refetch()
    },
  }
}
