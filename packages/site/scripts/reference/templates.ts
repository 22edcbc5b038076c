import { type LoadTemplate, listLoadTemplates, listTemplates, type Template } from '@coupa-connector/process'
import { code, plainText, table } from './markdown.ts'

/** The page of all templates of processes, from the tables that `processes new` reads. */
export function templatesPage(): string {
  return `# Templates of processes

${code('processes new ID')} writes a definition from a template, to be edited. The console offers the same ones under *Processes › New
process*. [Processes](/docs/processes/) and [Loads](/docs/loads/) explain what they do.

## Out of Coupa

${table(['Template', 'What it does', 'Resource', 'Reads', 'Marks as exported', 'Usual times'], listTemplates().map(outward))}
## Into Coupa

A load needs what the loads of lower levels bring.

${table(['Template', 'What it does', 'Resource', 'Found by', 'Level', 'Usual times'], listLoadTemplates().map(inward))}`
}

const reads = {
  'work-list': 'what is not marked as exported',
  incremental: 'what has changed',
  full: 'everything',
} as const satisfies Partial<Record<Template['mode'], string>>

function outward({ id, title, sentence, resource, resourcePattern, mode, where, acknowledge, schedule }: Template) {
  const conditions = Object.keys(where).length === 0 ? '' : `, with ${code(JSON.stringify(where))}`
  return [
    code(id),
    `**${plainText(title)}.** ${plainText(sentence)}.`,
    resource === undefined ? (resourcePattern === undefined ? 'any' : code(resourcePattern)) : code(resource),
    `${mode in reads ? reads[mode as keyof typeof reads] : mode}${conditions}`,
    acknowledge === 'none' ? 'no' : 'yes',
    code(schedule),
  ]
}

function inward({ id, title, sentence, resource, key, level, schedule }: LoadTemplate) {
  return [
    code(id),
    `**${plainText(title)}.** ${plainText(sentence)}.`,
    resource === '' ? 'flat files' : code(resource),
    key.map(code).join(', '),
    String(level),
    code(schedule),
  ]
}
