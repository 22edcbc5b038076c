import type { FieldDescription, FieldType, ResourceDescription } from '@coupa-connector/catalog'
import {
  type Confidence,
  customFieldsName,
  type FieldOrigin,
  type FieldSchema,
  type FieldSource,
} from '@coupa-connector/catalog/schema'
import type { ToldType } from './introspect.ts'
import type { Observed, ObservedField } from './observe-fields.ts'
import { type ObservedType, observeType } from './observed-type.ts'

/** What is known of the fields of a resource, by where it is from. */
export interface FieldKnowledge {
  readonly description: ResourceDescription
  readonly observed: Observed
  /** Undefined where GraphQL tells nothing. */
  readonly told: ReadonlyMap<string, ToldType> | undefined
  /** Types of custom fields by GraphQL. */
  readonly toldCustom: ReadonlyMap<string, ToldType>
  /** Records that were read whole. */
  readonly records: number
}

/** Values that have to agree before nobody doubts a type. */
const enoughValues = 5

/** All fields that any source knows, standard ones in the order of the catalog, and what the organization added behind them. */
export function mergeFields(knowledge: FieldKnowledge): readonly FieldSchema[] {
  const { description, observed, told } = knowledge
  const standard = new Map(description.fields.map((field) => [field.name, field]))
  const readable = description.fields.filter(({ isReadable, name }) => isReadable && name !== customFieldsName)
  const tolds = new Map([...(told ?? [])].map(([name, type]) => [plain(name), { name, type }]))
  const paths = new Set([...readable.map(({ name }) => name), ...observed.fields.keys()])
  const seenPlain = new Set([...paths, customFieldsName].map(plain))
  for (const [key, { name }] of tolds) if (!seenPlain.has(key)) paths.add(name)
  return [...paths].map((path) =>
    mergeField(path, {
      field: standard.get(path),
      found: observed.fields.get(path),
      told: tolds.get(plain(path))?.type ?? knowledge.toldCustom.get(customNameOf(path) ?? ''),
      records: knowledge.records,
    }),
  )
}

/** Names are hyphenated in the catalog and in camel case in GraphQL; digits and question marks go their own ways in both. */
function plain(name: string): string {
  return name.replaceAll(/[-_?]/g, '').toLowerCase()
}

/** `erp-number` of `custom-fields.erp-number`. */
function customNameOf(path: string): string | undefined {
  const prefix = `${customFieldsName}.`
  return path.startsWith(prefix) ? path.slice(prefix.length) : undefined
}

interface OneField {
  readonly field: FieldDescription | undefined
  readonly found: ObservedField | undefined
  readonly told: ToldType | undefined
  readonly records: number
}

function mergeField(path: string, { field, found, told, records }: OneField): FieldSchema {
  const seen = found?.seen ?? { of: records, shown: 0, filled: 0 }
  const observed = observeType(found?.values ?? [])
  const isTold = told !== undefined && told.type !== 'unknown'
  const sources: FieldSource[] = []
  if (field !== undefined) sources.push('catalog')
  if (told !== undefined) sources.push('introspection')
  if (seen.shown > 0) sources.push('samples')
  const { type, references } = chooseType(field, isTold ? told : undefined, observed)
  const confidence = confidenceOf({ isTold, isListed: field !== undefined, filled: seen.filled, observed, type })
  return {
    path,
    origin: originOf(path, found?.origin, field, told),
    type,
    ...(references === undefined ? {} : { references }),
    sources,
    confidence,
    seen,
  }
}

function originOf(
  path: string,
  found: FieldOrigin | undefined,
  field: FieldDescription | undefined,
  told: ToldType | undefined,
): FieldOrigin {
  if (customNameOf(path) !== undefined || found === 'custom') return 'custom'
  return field !== undefined || told !== undefined ? 'standard' : 'unlisted'
}

/** GraphQL knows best, then the catalog; but what a value plainly is, nobody can say otherwise. */
function chooseType(
  field: FieldDescription | undefined,
  told: ToldType | undefined,
  observed: ObservedType | undefined,
): ToldType {
  const listed: ToldType | undefined =
    field === undefined || field.type === 'unknown'
      ? undefined
      : { type: field.type, ...(field.references?.[0] === undefined ? {} : { references: field.references[0] }) }
  const said = told === undefined ? listed : { ...listed, ...told }
  if (observed === undefined) return said ?? { type: 'unknown' }
  const isContradicted = said !== undefined && observed.isAgreed && kindOf(said.type) !== kindOf(observed.type)
  return said === undefined || isContradicted ? observed : said
}

/** What a type is in JSON. Decimals are texts (F-101), and numbers where a switch of Coupa makes them so. */
function kindOf(type: FieldType): string {
  switch (type) {
    case 'string':
    case 'date':
    case 'datetime':
    case 'decimal':
    case 'integer':
      return 'plain'
    default:
      return type
  }
}

function confidenceOf({
  isTold,
  isListed,
  filled,
  observed,
  type,
}: {
  readonly isTold: boolean
  readonly isListed: boolean
  readonly filled: number
  readonly observed: ObservedType | undefined
  readonly type: FieldType
}): Confidence {
  if (type === 'unknown' || (observed !== undefined && !observed.isAgreed)) return 'low'
  if (isTold || filled >= enoughValues) return 'high'
  return filled > 0 || isListed ? 'medium' : 'low'
}
