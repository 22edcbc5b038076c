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
export function missingIn(
  step: StepName,
  { draft, template, definition, schedule }: NewProcessState,
): string | undefined {
  switch (step) {
    case 'template':
      if (template === undefined) return 'Choose a template.'
      return template.resource === null && draft.resource === undefined ? 'Choose a resource.' : undefined
    case 'connection':
      return draft.connection === undefined ? 'Choose a connection.' : undefined
    case 'what':
      return definition === undefined ? 'Choose a template first.' : undefined
    case 'where':
      return draft.destination === undefined ? 'Choose a destination.' : undefined
    case 'how':
      return draft.monitoringLevel > 0 && draft.integration.trim() === ''
        ? 'Enter the integration that Coupa shows the runs under.'
        : undefined
    case 'when':
      return schedule.kind === 'cron' && schedule.cron.trim() === '' ? 'Enter a schedule.' : undefined
    case 'preview':
      return undefined
  }
}
