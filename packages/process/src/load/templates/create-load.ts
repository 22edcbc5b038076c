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
  /** How records get into Coupa: `rest`, or `flat-files` into its SFTP inbox. Default: what the template can do, REST first. */
  readonly destination?: string | undefined
  /** For a template of several flat files: which one, such as `approval-chain`. */
  readonly object?: string | undefined
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
    throw new DefinitionError([
      { path: 'template', message: `is ${wanted.template}, which is not a template of a load` },
    ])
  }
  const isByFiles = isWrittenAsFiles(template, wanted.destination)
  const object = objectOf(template, wanted.object)
  const kind = choiceOf('source', wanted.source ?? 'files', destinationKinds)
  const format = formatOf(template, kind, wanted.format, object)
  const plan = isByFiles ? asFlatFiles(template, object) : template
  const columns: Record<string, LoadColumnInput> = {}
  for (const field of plan.fields) columns[field] = columnOf(field)
  Object.assign(columns, plan.columns)
  return {
    process: wanted.name ?? (template.filesOnly === undefined ? template.name : (object ?? '')),
    direction: 'in',
    title: template.title,
    template: template.id,
    values: {
      coupa: { kind: 'connection' },
      source: { kind },
      ...(isByFiles ? { inbox: { kind: 'sftp' as const } } : {}),
    },
    source: {
      connection: 'source',
      ...(format === undefined ? {} : { format }),
      ...(format === 'flat-file' ? { object } : {}),
      ...(kind === 'postgresql' ? { query: queryOf(plan) } : {}),
    },
    mapping: { columns },
    destination: {
      connection: 'coupa',
      ...(template.filesOnly === undefined ? { resource: resourceOf(template, wanted.resource) } : {}),
      ...(isByFiles ? { flatFiles: { connection: 'inbox', object: object ?? '' } } : {}),
      ...destinationOf(plan),
    },
  }
}

function destinationOf(plan: LoadTemplate): Omit<LoadDefinitionInput['destination'], 'resource' | 'flatFiles'> {
  const { key, write, strategy, parent, hierarchy, secondPass, action, documents, inactive } = plan
  return {
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
  }
}

const ways = ['rest', 'flat-files'] as const

/** Whether a load writes flat files. Throws `DefinitionError` for a way that Coupa does not have. */
function isWrittenAsFiles({ id, title, filesOnly, flatFile }: LoadTemplate, given: string | undefined): boolean {
  const way = choiceOf('destination', given ?? (filesOnly === undefined ? 'rest' : 'flat-files'), ways)
  if (way === 'rest' && filesOnly !== undefined) {
    const suggestion = 'Leave it out, or write flat-files.'
    throw new DefinitionError([{ path: 'destination', message: `is rest. ${filesOnly}.`, suggestion }])
  }
  if (way === 'flat-files' && filesOnly === undefined && flatFile === undefined) {
    const message = `is flat-files, and ${id} (${title}) has no flat file that is known here`
    throw new DefinitionError([{ path: 'destination', message, suggestion: withFlatFiles() }])
  }
  return way === 'flat-files'
}

function withFlatFiles(): string {
  const ids = loadTemplateRows.filter(({ flatFile, filesOnly }) => flatFile ?? filesOnly).map(({ id }) => id)
  return `Load it over REST, by leaving the option out. These can be written as flat files: ${ids.join(', ')}.`
}

/** What the flat files of a template have; undefined where none are known. */
function objectOf({ id, resource, strategy, objects }: LoadTemplate, given: string | undefined): string | undefined {
  if (objects === undefined) {
    const object = flatFileObjectOf(resource, strategy)
    if (given === undefined || given === object) return object
    const message = `is "${given}", and ${id} loads ${object ?? resource}`
    throw new DefinitionError([{ path: 'object', message }])
  }
  const choices = Object.keys(objects)
  if (given !== undefined) return choiceOf('object', given, choices)
  const suggestion = `Choose one of ${choices.join(', ')}.`
  throw new DefinitionError([{ path: 'object', message: `is missing, and ${id} can load several`, suggestion }])
}

function formatOf(
  { id, title, filesOnly }: LoadTemplate,
  kind: (typeof destinationKinds)[number],
  given: string | undefined,
  object: string | undefined,
): (typeof sourceFormats)[number] | undefined {
  const hasFiles = kind === 'files' || kind === 'sftp' || kind === 's3'
  if (!hasFiles) return undefined
  const format = choiceOf('format', given ?? (filesOnly === undefined ? 'csv' : 'flat-file'), sourceFormats)
  if (format !== 'flat-file' || object !== undefined) return format
  const message = `is flat-file, and no flat file of ${id} (${title}) is known here`
  throw new DefinitionError([{ path: 'format', message, suggestion: 'Choose csv, ndjson or parquet.' }])
}

/** What a template is for flat files: fields that have a column, in one pass, without what only requests can do. */
function asFlatFiles(template: LoadTemplate, object: string | undefined): LoadTemplate {
  const { flatFile = {}, objects = {}, fields, columns = {}, key, hierarchy, ...rest } = template
  const { without = [], fields: more = [], hierarchy: ownHierarchy = hierarchy } = flatFile
  const ownKey = objects[object ?? '']
  const kept = Object.fromEntries(Object.entries(columns).filter(([field]) => !without.includes(field)))
  return {
    ...rest,
    key: ownKey ?? key,
    fields: ownKey ?? [...fields.filter((field) => !without.includes(field)), ...more],
    columns: kept,
    hierarchy: ownHierarchy,
    secondPass: undefined,
    action: undefined,
    documents: undefined,
    inactive: undefined,
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
function queryOf({ fields, name }: Pick<LoadTemplate, 'fields' | 'name'>): string {
  return `select ${fields.map((field) => `"${columnOf(field)}"`).join(', ')} from ${name.replaceAll('-', '_')}`
}

function choiceOf<Choice extends string>(path: string, given: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((one) => one === given)
  if (choice !== undefined) return choice
  const suggestion = `Choose one of ${choices.join(', ')}.`
  throw new DefinitionError([{ path, message: `is "${given}", which is not one of its choices`, suggestion }])
}
