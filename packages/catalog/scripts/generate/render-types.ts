import { expandField, type TypeRow } from '../../src/shapes/catalog-rows.ts'
import type { FieldDescription } from '../../src/shapes/description.ts'
import { HEADER } from './render-index.ts'

/** The interfaces of all record types: what is read, what is written, and what is written inside other records. */
export function renderTypes(types: readonly TypeRow[]): string {
  return `${HEADER}import type {
  DateOnly,
  DateTime,
  Decimal,
  DecimalInput,
  Embedded,
  EmptyInput,
  OpenCustomFields,
  OpenValue,
  UnknownObject,
} from '../shapes/record-types.ts'

${types.map(renderType).join('\n')}`
}

/** Which of its interfaces take the type of the custom fields, and whether anything can be written. */
export interface TypeShape {
  readonly readsCustomFields: boolean
  readonly writesCustomFields: boolean
  readonly isWritable: boolean
}

/** What the interfaces of a type look like from outside. */
export function shapeOf(type: TypeRow): TypeShape {
  const fields = type.fields.map(expandField)
  const custom = fields.find((field) => field.name === CUSTOM_FIELDS)
  return {
    readsCustomFields: custom?.isReadable === true,
    writesCustomFields: custom?.isWritable === true,
    isWritable: fields.some((field) => field.isWritable),
  }
}

/** `'invoice-number'` in quotes, `status` without. */
export function propertyName(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : `'${name}'`
}

/** The type of a value to write to a field. */
export function inputType(field: FieldDescription): string {
  if (field.name === CUSTOM_FIELDS) return 'CustomFields'
  const references = field.references?.map((name) => `${name}EmbeddedInput`)
  if (field.type === 'array')
    return references === undefined ? 'readonly unknown[]' : `readonly ${grouped(references)}[]`
  if (field.type === 'object') return references === undefined ? 'UnknownObject' : references.join(' | ')
  return field.type === 'decimal' ? 'DecimalInput' : scalarType(field)
}

const CUSTOM_FIELDS = 'custom-fields'

function renderType(type: TypeRow): string {
  const fields = type.fields.map(expandField)
  const shape = shapeOf(type)
  const outputParameter = shape.readsCustomFields ? '<CustomFields = OpenCustomFields>' : ''
  const parameter = shape.writesCustomFields ? '<CustomFields = OpenCustomFields>' : ''
  const argument = shape.writesCustomFields ? '<CustomFields>' : ''
  const readable = fields.filter((field) => field.isReadable)
  const writable = fields.filter((field) => field.isWritable)
  const source = type.origin === 'article' ? '' : ` Known from ${ORIGINS[type.origin]}.`
  const output = [
    `/** ${title(type.name)} as Coupa returns it.${source} */`,
    `export interface ${type.name}${outputParameter} {`,
    ...readable.map(outputLine),
    '}',
  ]
  const input = shape.isWritable
    ? [
        `/** What can be written of ${article(type.name)}. */`,
        `export interface ${type.name}Input${parameter} {`,
        ...writable.flatMap(inputLines),
        '}',
      ]
    : [`/** Nothing of ${article(type.name)} can be written. */`, `export type ${type.name}Input = EmptyInput`]
  const base = shape.isWritable ? ` extends ${type.name}Input${argument}` : ''
  const keys = keyFields(type, fields)
  const embedded = [
    `/** ${title(type.name)} inside another record to write: a reference by ${keys.map((field) => field.name).join(', ')}, or values. */`,
    `export interface ${type.name}EmbeddedInput${parameter}${base} {`,
    ...keys.filter((field) => !field.isWritable).map((field) => inputLine(field)),
    '}',
  ]
  const needsInterface = base !== '' || keys.some((field) => !field.isWritable)
  const inside = needsInterface
    ? embedded
    : [`/** Nothing of ${article(type.name)} can be written. */`, `export type ${type.name}EmbeddedInput = EmptyInput`]
  return `${[...output, '', ...input, '', ...inside].join('\n')}\n`
}

const ORIGINS = {
  article: 'its article',
  swagger: 'Swagger only (up to R39)',
  'permission-map': 'the permission map only',
  inferred: 'its endpoint only',
} as const

/** The id and the natural keys: what refers to a record, whether or not it can be written. */
function keyFields(type: TypeRow, fields: readonly FieldDescription[]): readonly FieldDescription[] {
  const names = new Set(['id', ...type.naturalKeys.flat()])
  return fields.filter((field) => names.has(field.name))
}

function outputLine(field: FieldDescription): string {
  if (field.name === 'id') return '  id: number'
  if (field.name === CUSTOM_FIELDS) return `  '${CUSTOM_FIELDS}'?: CustomFields`
  return `  ${propertyName(field.name)}?: ${outputType(field)}${field.type === 'array' || field.type === 'unknown' ? '' : ' | null'}`
}

function outputType(field: FieldDescription): string {
  const references = field.references?.map((name) => `Embedded<${name}>`)
  if (field.type === 'array') return references === undefined ? 'unknown[]' : `${grouped(references)}[]`
  if (field.type === 'object') return references === undefined ? 'UnknownObject' : references.join(' | ')
  return field.type === 'decimal' ? 'Decimal' : scalarType(field)
}

function inputLines(field: FieldDescription): string[] {
  const notes = [
    ...(field.isRequired ? ['Required on create.'] : []),
    ...(field.isUnique ? ['Unique.'] : []),
    ...(field.maxLength === undefined ? [] : [`At most ${field.maxLength} characters.`]),
    ...(COMMANDS[field.name] === undefined ? [] : [COMMANDS[field.name]]),
  ]
  return [...(notes.length === 0 ? [] : [`  /** ${notes.join(' ')} */`]), inputLine(field)]
}

/** Members that are commands, not values (F-335). */
const COMMANDS: Readonly<Record<string, string>> = {
  _cancel: 'True cancels the order.',
  _close: 'True closes the order.',
  _delete: 'True removes the line that has the id beside it.',
}

function inputLine(field: FieldDescription): string {
  const nullable = field.name === CUSTOM_FIELDS || field.type === 'unknown' ? '' : ' | null'
  return `  ${propertyName(field.name)}?: ${inputType(field)}${nullable}`
}

function scalarType(field: FieldDescription): string {
  switch (field.type) {
    case 'integer':
      return 'number'
    case 'boolean':
      return 'boolean'
    case 'date':
      return 'DateOnly'
    case 'datetime':
      return 'DateTime'
    case 'string':
      return field.allowedValues === undefined
        ? 'string'
        : `OpenValue<${field.allowedValues.map((value) => `'${String(value).replaceAll("'", "\\'")}'`).join(' | ')}>`
    default:
      return 'unknown'
  }
}

function grouped(names: readonly string[]): string {
  return names.length === 1 ? (names[0] ?? 'unknown') : `(${names.join(' | ')})`
}

/** `InvoiceLine` to `An invoice line`. */
function title(name: string): string {
  const words = article(name)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function article(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase()
  return /^(?:[aeio]|un|up)/.test(words) && !/^(?:uni|eu)/.test(words) ? `an ${words}` : `a ${words}`
}
