import {
  describe,
  findResource,
  nearestNames,
  nearestResources,
  type ResourceDescription,
} from '@coupa-connector/catalog'
import { DefinitionError } from '../definition/definition-error.ts'
import {
  type AcknowledgeMode,
  acknowledgeModes,
  type ColumnInput,
  type DefinitionInput,
  type SourceField,
} from '../definition/definition-schema.ts'
import { kindsWithFiles } from '../definition/parts-schema.ts'
import { flatFileObjectOf } from '../load/flat-file-object-of.ts'
import { singularOf } from '../mapping/create-mapper.ts'
import { columnName, columnsOfFields, type ListFields } from './columns-of-fields.ts'
import type { Template } from './template.ts'
import { templateRows } from './template-rows.ts'
import { usualFields } from './usual-fields.ts'

/** What a definition is made for. Texts are as people type them; what is not possible is refused with the choices. */
export interface NewDefinition {
  /** Id of the template. */
  readonly template: string
  readonly destination: string
  /** Default: nested, for CSV and Parquet flat, for PostgreSQL tables. */
  readonly shape?: string | undefined
  /** Default: ndjson. */
  readonly format?: string | undefined
  readonly acknowledge?: string | undefined
  /** For templates of any resource. */
  readonly resource?: string | undefined
  readonly name?: string | undefined
}

/** All templates. */
export function listTemplates(): readonly Template[] {
  return templateRows
}

/** A template by its id, in any case of letters. */
export function findTemplate(id: string): Template | undefined {
  return templateRows.find((template) => template.id === id.toUpperCase())
}

/**
 * Writes a definition from a template: explicit in fields, columns and types, to be edited. Throws `DefinitionError` for a
 * template or choice that does not exist.
 *
 * @example
 * ```ts
 * const definition = createDefinition({ template: 'E01', destination: 'files', format: 'csv' })
 * ```
 */
export function createDefinition(wanted: NewDefinition): DefinitionInput {
  const template = findTemplate(wanted.template)
  if (template === undefined) throw unknownTemplate(wanted.template)
  const resource = resourceOf(template, wanted)
  refuseFiles(template, wanted)
  // The name with the ids of its parents: custom_objects/7/object_instances.
  const path = resource.name.includes(':') ? String(wanted.resource) : resource.name
  const hasFiles = kindsWithFiles.some((kind) => kind === wanted.destination)
  const format = hasFiles ? (wanted.format ?? 'ndjson') : wanted.format
  const shape = wanted.shape ?? usualShape(wanted.destination, format)
  const fields = template.fields.length > 0 ? template.fields : usualFields(resource)
  const acknowledge = acknowledgeMode(wanted.acknowledge) ?? template.acknowledge
  const isWorkList = template.mode === 'work-list' && acknowledge !== 'none'
  const mode = template.mode === 'work-list' && !isWorkList ? 'incremental' : template.mode
  return {
    process: wanted.name ?? (template.resource === undefined ? defaultName(template, path) : template.name),
    title: template.title,
    template: template.id,
    values: { coupa: { kind: 'connection' }, target: { kind: wanted.destination as 'files' } },
    source: {
      connection: 'coupa',
      resource: path,
      mode,
      where: template.where as Record<string, never>,
      fields: shape === 'nested' ? knownFields(fields, resource) : 'from-mapping',
      ...(template.files === undefined ? {} : { files: [...template.files] }),
      ...(isWorkList && template.watchChanges ? { watchChanges: true } : {}),
      ...(isWorkList && template.deliverMarked ? { deliverMarked: true } : {}),
    },
    mapping: mappingOf(shape, fields, resource, singularOf(path)),
    destination: {
      connection: 'target',
      ...(format === undefined ? {} : { format: format as 'csv' }),
      ...(format === 'flat-file' ? { object: flatFileObject(template, path) } : {}),
    },
    acknowledge: { mode: acknowledge },
    ...limitsOf(template),
  }
}

function limitsOf({ share, batchRecords }: Template): Pick<DefinitionInput, 'limits'> {
  if (share === undefined && batchRecords === undefined) return {}
  return {
    limits: {
      ...(share === undefined ? {} : { share }),
      ...(batchRecords === undefined ? {} : { batch: { records: batchRecords } }),
    },
  }
}

/** Throws for a template with files and a destination that takes none. */
function refuseFiles({ id, files }: Template, { destination }: NewDefinition): void {
  if (files === undefined || destination === 'files' || destination === 'sftp') return
  throw new DefinitionError([
    {
      path: 'destination',
      message: `is ${destination}, and ${id} delivers files`,
      suggestion: 'Choose files or sftp.',
    },
  ])
}

/** What the flat files of a template have. Throws `DefinitionError` where Coupa's format is not known. */
function flatFileObject({ id, title }: Template, resource: string): string {
  const object = flatFileObjectOf(resource)
  if (object !== undefined) return object
  const message = `is flat-file, and no flat file of ${id} (${title}) is known here`
  throw new DefinitionError([{ path: 'format', message, suggestion: 'Choose ndjson, csv or parquet.' }])
}

function usualShape(destination: string, format: string | undefined): string {
  if (destination === 'postgresql') return 'tables'
  return format === 'csv' || format === 'parquet' ? 'flat' : 'nested'
}

function mappingOf(
  shape: string,
  fields: readonly SourceField[],
  resource: ResourceDescription,
  name: string,
): DefinitionInput['mapping'] {
  const top = columnsOfFields(fields, resource.fields)
  switch (shape) {
    case 'tables':
      return { shape: 'tables', tables: tablesOf(name, top) }
    case 'flat':
      return flatOf(name, top)
    default:
      return { shape: shape as 'nested', name }
  }
}

type Tables = Extract<DefinitionInput['mapping'], { shape: 'tables' }>['tables']

/** The record, and a table for each list below it, which carries the key of the table above. */
function tablesOf(name: string, top: ReturnType<typeof columnsOfFields>): Tables {
  const tables: Tables = { [name]: { each: '$', key: ['id'], columns: { ...top.columns } } }
  for (const list of top.lists) addList(tables, name, [], list)
  return tables
}

function addList(tables: Tables, parent: string, above: readonly string[], { list, fields, types }: ListFields): void {
  const { columns, lists } = columnsOfFields(fields, types)
  const each = [...above, list]
  // The lines of an invoice are invoice_line and not invoice_invoice_line.
  const item = singular(list)
  const name = item.startsWith(`${parent.split('_')[0]}_`) && above.length === 0 ? item : `${parent}_${item}`
  const keys = parentKeys(tables[parent], parent)
  tables[name] = { each: each.join('.'), key: [...Object.keys(keys), 'id'], columns: { ...keys, ...columns } }
  for (const below of lists) addList(tables, name, each, below)
}

/** The key of the table above, as columns of a row below: `invoice_id` is `^.id`, and one further down `^.^.id`. */
function parentKeys(parent: Tables[string] | undefined, name: string): Record<string, ColumnInput> {
  const keys: Record<string, ColumnInput> = {}
  for (const key of parent?.key ?? []) {
    const column = parent?.columns[key]
    const path = typeof column === 'string' ? column : column?.path
    keys[key === 'id' ? `${name}_id` : key] = { path: `^.${path}`, as: 'integer' }
  }
  return keys
}

function singular(list: string): string {
  const name = columnName([list])
  return name.endsWith('ies') ? `${name.slice(0, -3)}y` : name.replace(/(?<!s)s$/, '')
}

/** One row a line, with the columns of the record repeated. A resource without lines has one row a record. */
function flatOf(name: string, top: ReturnType<typeof columnsOfFields>): DefinitionInput['mapping'] {
  const [lines] = top.lists
  if (lines === undefined) return { shape: 'flat', name, each: '$', key: ['id'], columns: { ...top.columns } }
  const columns: Record<string, ColumnInput> = {}
  for (const [column, rule] of Object.entries(top.columns)) {
    columns[column] = typeof rule === 'string' ? `^.${rule}` : { ...rule, path: `^.${rule.path}` }
  }
  const own = columnsOfFields(lines.fields, lines.types).columns
  for (const [column, rule] of Object.entries(own)) columns[`line_${column}`] = rule
  return { shape: 'flat', name, each: lines.list, key: ['id', 'line_id'], columns }
}

/** The fields that the catalog has: a template names what most organizations have. */
function knownFields(fields: readonly SourceField[], { fields: types }: ResourceDescription): SourceField[] {
  const names = new Set(types.map(({ name }) => name))
  return fields.filter((field) =>
    typeof field === 'string'
      ? names.has(field)
      : Object.keys(field).every((name) => name === 'custom-fields' || names.has(name)),
  )
}

function resourceOf(template: Template, { resource }: NewDefinition): ResourceDescription {
  if (template.resource !== undefined) {
    if (resource !== undefined && resource !== template.resource) {
      throw new DefinitionError([
        { path: 'resource', message: `is "${resource}", and ${template.id} is about ${template.resource}` },
      ])
    }
    return describe(template.resource)
  }
  if (resource === undefined) {
    throw new DefinitionError([
      {
        path: 'resource',
        message: `is missing: ${template.id} works for ${template.resourcePattern === undefined ? 'any resource' : 'each of several'}`,
        suggestion: `Name one, such as ${exampleOf(template)}.`,
      },
    ])
  }
  const found = findResource(resource)
  if (found === undefined) {
    const near = nearestResources(resource)
    throw new DefinitionError([
      {
        path: 'resource',
        message: `is "${resource}", which Coupa does not have`,
        suggestion: near.length === 0 ? undefined : `Did you mean ${near.join(', ')}?`,
      },
    ])
  }
  const isOther = template.resourcePattern !== undefined && found.name !== template.resourcePattern
  if (isOther || resource.includes(':')) {
    throw new DefinitionError([
      {
        path: 'resource',
        message: `is "${resource}", and ${isOther ? `${template.id} is about ${template.resourcePattern}` : 'an id belongs where it has a colon'}`,
        suggestion: `Name one, such as ${exampleOf(isOther ? template : { resourcePattern: found.name })}.`,
      },
    ])
  }
  return found
}

/** `custom_objects/7/object_instances`. */
function exampleOf({ resourcePattern = 'suppliers' }: Pick<Template, 'resourcePattern'>): string {
  return resourcePattern.replaceAll(/:[a-z_]+/g, '7')
}

function defaultName({ id }: Template, path: string): string {
  const words = path.replaceAll(/[^a-z0-9]+/g, '-')
  return id === 'E19' ? `${words}-snapshot` : words
}

function acknowledgeMode(mode: string | undefined): AcknowledgeMode | undefined {
  if (mode === undefined) return undefined
  const found = acknowledgeModes.find((one) => one === mode)
  if (found !== undefined) return found
  throw new DefinitionError([
    {
      path: 'acknowledge',
      message: `is "${mode}", which is not one of its choices`,
      suggestion: `Choose one of ${acknowledgeModes.join(', ')}.`,
    },
  ])
}

function unknownTemplate(id: string): DefinitionError {
  const ids = templateRows.map((template) => template.id)
  const near = nearestNames(id, ids)
  return new DefinitionError([
    {
      path: 'template',
      message: `is "${id}", which does not exist`,
      suggestion: near.length > 0 ? `Did you mean ${near.join(', ')}?` : `There are ${ids.join(', ')}.`,
    },
  ])
}
