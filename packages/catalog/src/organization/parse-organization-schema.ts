import type { FieldType } from '../shapes/description.ts'
import type { Confidence, FieldOrigin, FieldSource, OrganizationSchema } from './organization-schema.ts'

/** What was given is not a schema of an organization. The message names the place, what is there, and what to do. */
export class SchemaFormError extends Error {
  override readonly name = 'SchemaFormError'
  /** Where: `resources[0].fields[3].type`. */
  readonly place: string

  constructor(place: string, problem: string) {
    super(`${place === '' ? 'The schema' : place} ${problem}. Save it again with coupa-connector schema --format json.`)
    this.place = place
  }
}

/** Checks what was read from a file or received. Throws `SchemaFormError` for the first thing that does not belong there. */
export function parseOrganizationSchema(value: unknown): OrganizationSchema {
  checkSchema(value, '')
  return value as OrganizationSchema // checked above, member by member
}

/** Throws where a value is not what is wanted at a place. */
type Check = (value: unknown, place: string) => void

const isText: Check = (value, place) => {
  if (typeof value !== 'string') throw wrong(place, 'a text', value)
}
const isFlag: Check = (value, place) => {
  if (typeof value !== 'boolean') throw wrong(place, 'true or false', value)
}
const isCount: Check = (value, place) => {
  if (!Number.isSafeInteger(value) || Number(value) < 0) throw wrong(place, 'a whole number from 0 on', value)
}
const isInstant: Check = (value, place) => {
  if (typeof value !== 'string' || Number.isNaN(Date.parse(value))) throw wrong(place, 'a point in time', value)
}

function oneOf<Word extends string | number>(...words: readonly Word[]): Check {
  return (value, place) => {
    if (!words.includes(value as Word))
      throw wrong(place, words.map((word) => JSON.stringify(word)).join(' or '), value)
  }
}

function listOf(check: Check): Check {
  return (value, place) => {
    if (!Array.isArray(value)) throw wrong(place, 'a list', value)
    for (const [position, item] of value.entries()) check(item, `${place}[${position}]`)
  }
}

function optional(check: Check): Check {
  return (value, place) => {
    if (value !== undefined) check(value, place)
  }
}

function recordOf(members: Readonly<Record<string, Check>>): Check {
  return (value, place) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(place, 'an object', value)
    const held: Readonly<Record<string, unknown>> = { ...value }
    for (const [name, check] of Object.entries(members)) check(held[name], place === '' ? name : `${place}.${name}`)
  }
}

const fieldTypes = [
  'string',
  'integer',
  'decimal',
  'boolean',
  'date',
  'datetime',
  'object',
  'array',
  'unknown',
] as const satisfies readonly FieldType[]
const origins = ['standard', 'custom', 'unlisted'] as const satisfies readonly FieldOrigin[]
const sources = ['catalog', 'introspection', 'samples'] as const satisfies readonly FieldSource[]
const confidences = ['high', 'medium', 'low'] as const satisfies readonly Confidence[]

const checkField = recordOf({
  path: isText,
  origin: oneOf(...origins),
  type: oneOf(...fieldTypes),
  references: optional(isText),
  lookups: optional(listOf(isText)),
  sources: listOf(oneOf(...sources)),
  confidence: oneOf(...confidences),
  seen: recordOf({ of: isCount, shown: isCount, filled: isCount }),
})

const checkSchema = recordOf({
  version: oneOf(1),
  organization: isText,
  readAt: isInstant,
  introspection: recordOf({ isUsed: isFlag, reason: optional(isText) }),
  resources: listOf(
    recordOf({
      resource: isText,
      type: isText,
      records: isCount,
      fields: listOf(checkField),
      problem: optional(isText),
    }),
  ),
  lookups: listOf(
    recordOf({
      name: isText,
      values: listOf(recordOf({ name: isText, externalReference: optional(isText), isActive: isFlag })),
      isComplete: isFlag,
    }),
  ),
  notices: listOf(isText),
})

function wrong(place: string, wanted: string, value: unknown): SchemaFormError {
  return new SchemaFormError(place, `must be ${wanted}, and is ${shown(value)}`)
}

function shown(value: unknown): string {
  if (value === undefined) return 'missing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object' && value !== null) return 'an object'
  const text = JSON.stringify(value) ?? typeof value
  return text.length > 60 ? 'a long text' : text
}
