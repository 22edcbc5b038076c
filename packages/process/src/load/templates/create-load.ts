import { findResource } from '@coupa-connector/catalog'
import { DefinitionError } from '../../definition/definition-error.ts'
import { destinationKinds } from '../../definition/parts-schema.ts'
import { flatFileObjectOf } from '../flat-file-object-of.ts'
import { type LoadColumnInput, type LoadDefinitionInput, sourceFormats } from '../load-schema.ts'
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
  /** For a template of resources that have a number of their own: `custom_objects/7/object_instances`. */
  readonly resource?: string | undefined
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
  if (template.filesOnly !== undefined) {
    const suggestion = 'Write the flat file, and put it into the inbox of Coupa.'
    throw new DefinitionError([{ path: 'template', message: `is ${template.id}. ${template.filesOnly}.`, suggestion }])
  }
  const kind = choiceOf('source', wanted.source ?? 'files', destinationKinds)
  const hasFiles = kind === 'files' || kind === 'sftp' || kind === 's3'
  const format = hasFiles ? choiceOf('format', wanted.format ?? 'csv', sourceFormats) : undefined
  const { key, write, strategy, parent, hierarchy, secondPass, action, documents, inactive } = template
  const columns: Record<string, LoadColumnInput> = {}
  for (const field of template.fields) columns[field] = columnOf(field)
  Object.assign(columns, template.columns)
  return {
    process: wanted.name ?? template.name,
    direction: 'in',
    title: template.title,
    template: template.id,
    values: { coupa: { kind: 'connection' }, source: { kind } },
    source: {
      connection: 'source',
      ...(format === undefined ? {} : { format }),
      ...(format === 'flat-file' ? { object: flatFileObjectOf(template.resource, strategy) } : {}),
      ...(kind === 'postgresql' ? { query: queryOf(template) } : {}),
    },
    mapping: { columns },
    destination: {
      connection: 'coupa',
      resource: resourceOf(template, wanted.resource),
      key: [...key],
      ...(write === undefined ? {} : { write }),
      ...(strategy === undefined ? {} : { strategy }),
      ...(parent === undefined ? {} : { parent: { ...parent, match: { ...parent.match } } }),
      ...(hierarchy === undefined ? {} : { hierarchy }),
      ...(secondPass === undefined ? {} : { secondPass: [...secondPass] }),
      ...(action === undefined
        ? {}
        : { action: { column: action.column, allowed: [...action.allowed], parameters: { ...action.parameters } } }),
      ...(documents === undefined ? {} : { documents: { ...documents } }),
      ...(inactive === undefined ? {} : { inactive: { ...inactive } }),
    },
  }
}

/** The column of a field: its name, without the marks of lists. */
function columnOf(field: string): string {
  return field.replaceAll('[]', '')
}

function resourceOf({ id, resource, parent }: LoadTemplate, given: string | undefined): string {
  if (parent !== undefined || !resource.includes(':')) {
    if (given === undefined || given === resource) return resource
    throw new DefinitionError([{ path: 'resource', message: `is "${given}", and ${id} loads ${resource}` }])
  }
  if (given !== undefined && !given.includes(':') && findResource(given)?.name === resource) return given
  const example = resource.replaceAll(/:\w+/g, '7')
  const message = given === undefined ? 'is missing' : `is "${given}", which ${id} does not load`
  throw new DefinitionError([{ path: 'resource', message, suggestion: `Name it with its number: ${example}.` }])
}

/** A query to be edited: every field from a column of its name. */
function queryOf({ fields, name }: LoadTemplate): string {
  return `select ${fields.map((field) => `"${columnOf(field)}"`).join(', ')} from ${name.replaceAll('-', '_')}`
}

function choiceOf<Choice extends string>(path: string, given: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((one) => one === given)
  if (choice !== undefined) return choice
  const suggestion = `Choose one of ${choices.join(', ')}.`
  throw new DefinitionError([{ path, message: `is "${given}", which is not one of its choices`, suggestion }])
}
