import { endLabel, missingEnds } from '../definition-editor/ends/end-select.tsx'
import type { NewProcessState } from './use-new-process.ts'

/** The steps in their order, each with what has to be chosen in it before the process can be deployed. */
export const stepNames = ['template', 'connection', 'what', 'where', 'how', 'when', 'preview'] as const
export type StepName = (typeof stepNames)[number]

export const stepTitles: Readonly<Record<StepName, string>> = {
  template: 'Template',
  connection: 'Connection',
  what: 'What',
  where: 'Where',
  how: 'How',
  when: 'When',
  preview: 'Preview and deploy',
}

export function stepOf(word: string | undefined): StepName {
  return stepNames.find((name) => name === word) ?? 'template'
}

/** What is missing in a step, as a sentence; undefined where nothing is. */
export function missingIn(step: StepName, process: NewProcessState): string | undefined {
  const { draft, definition, schedule } = process
  switch (step) {
    case 'template':
      return missingOfTemplate(process)
    case 'connection':
      return draft.connection === undefined ? 'Choose a connection.' : undefined
    case 'what':
      return definition === undefined ? 'Choose a template first.' : undefined
    case 'where':
      return draft.destination === undefined ? 'Choose a destination.' : undefined
    case 'how':
      return missingOfHow(process)
    case 'when':
      return schedule.kind === 'cron' && schedule.cron.trim() === '' ? 'Enter a schedule.' : undefined
    case 'preview':
      return undefined
  }
}

function missingOfTemplate({ draft, template }: NewProcessState): string | undefined {
  if (template === undefined) return 'Choose a template.'
  if (template.objects.length > 0 && draft.object === undefined) return 'Choose what is loaded.'
  return needsResource(template) && draft.resource === undefined ? 'Choose a resource.' : undefined
}

function missingOfHow({ draft, check, direction }: NewProcessState): string | undefined {
  const [end] = missingEnds(check?.ends, draft.ends)
  if (end) return `Choose: ${endLabel(end)}.`
  return direction === 'out' && draft.monitoringLevel > 0 && draft.integration.trim() === ''
    ? 'Enter the integration that Coupa shows the runs under.'
    : undefined
}

/** Whether a template is one of any resource. */
export function needsResource({
  resource,
  flatFiles,
}: {
  readonly resource: string | null
  readonly flatFiles: string
}): boolean {
  return resource === null && flatFiles !== 'only'
}
