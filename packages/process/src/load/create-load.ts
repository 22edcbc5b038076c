import { DefinitionError } from '../definition/definition-error.ts'
import { destinationKinds } from '../definition/parts-schema.ts'
import { type LoadColumnInput, type LoadDefinitionInput, sourceFormats } from './load-schema.ts'
import type { LoadTemplate } from './load-template.ts'
import { loadTemplateRows } from './load-template-rows.ts'

/** What a load is made for. Texts are as people type them; what is not possible is refused with the choices. */
export interface NewLoad {
  /** Id of the template. */
  readonly template: string
  /** Where the records come from. Default: files. */
  readonly source?: string | undefined
  /** Default: csv. */
  readonly format?: string | undefined
  readonly name?: string | undefined
}

/** All templates of loads. */
export function listLoadTemplates(): readonly LoadTemplate[] {
  return loadTemplateRows
}

/** A template of a load by its id, in any case of letters. */
export function findLoadTemplate(id: string): LoadTemplate | undefined {
  return loadTemplateRows.find((template) => template.id === id.toUpperCase())
}

/**
 * Writes the definition of a load from a template, to be edited. Throws `DefinitionError` for a template or choice that does
 * not exist.
 */
export function createLoad(wanted: NewLoad): LoadDefinitionInput {
  const template = findLoadTemplate(wanted.template)
  if (template === undefined) {
    throw new DefinitionError([{ path: 'template', message: `is ${wanted.template}, which is no template of a load` }])
  }
  const kind = choiceOf('source', wanted.source ?? 'files', destinationKinds)
  const hasFiles = kind === 'files' || kind === 'sftp' || kind === 's3'
  const format = hasFiles ? choiceOf('format', wanted.format ?? 'csv', sourceFormats) : undefined
  const { key, write, strategy, parent, hierarchy, secondPass, inactive, resource } = template
  const columns: Record<string, LoadColumnInput> = {}
  for (const field of template.fields) columns[field] = template.columns?.[field] ?? field
  return {
    process: wanted.name ?? template.name,
    direction: 'in',
    title: template.title,
    template: template.id,
    values: { coupa: { kind: 'connection' }, source: { kind } },
    source: {
      connection: 'source',
      ...(format === undefined ? {} : { format }),
      ...(kind === 'postgresql' ? { query: queryOf(template) } : {}),
    },
    mapping: { columns },
    destination: {
      connection: 'coupa',
      resource,
      key: [...key],
      ...(write === undefined ? {} : { write }),
      ...(strategy === undefined ? {} : { strategy }),
      ...(parent === undefined ? {} : { parent: { ...parent, match: { ...parent.match } } }),
      ...(hierarchy === undefined ? {} : { hierarchy }),
      ...(secondPass === undefined ? {} : { secondPass: [...secondPass] }),
      ...(inactive === undefined ? {} : { inactive: { ...inactive } }),
    },
  }
}

/** A query to be edited: every field from a column of its name. */
function queryOf({ fields, name }: LoadTemplate): string {
  return `select ${fields.map((field) => `"${field}"`).join(', ')} from ${name.replaceAll('-', '_')}`
}

function choiceOf<Choice extends string>(path: string, given: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((one) => one === given)
  if (choice !== undefined) return choice
  const suggestion = `Choose one of ${choices.join(', ')}.`
  throw new DefinitionError([{ path, message: `is "${given}", which is not one of its choices`, suggestion }])
}
