import type { FieldType } from '../../shapes/description.ts'
import {
  customFieldsName,
  type FieldSchema,
  type OrganizationSchema,
  type ResourceSchema,
} from '../organization-schema.ts'
import { describeField } from './describe-field.ts'
import { typeNameOf } from './type-name.ts'

/**
 * Declarations of an organization's custom fields, for the second type parameter of `connection.resource`:
 * `connection.resource<'invoices', InvoicesCustomFields>('invoices')`. One interface for each resource, and one for the lines
 * inside that have custom fields of their own. The text is a module without imports.
 */
export function schemaToTypeScript(schema: OrganizationSchema): string {
  const interfaces = schema.resources.flatMap((resource) => interfacesOf(resource))
  const helpers = helperTypes.filter(({ name }) => interfaces.some((text) => text.includes(`: ${name} |`)))
  const head = [
    `// Custom fields of ${oneLine(schema.organization)}, read ${schema.readAt} by: coupa-connector schema --format typescript`,
    '// A field that no record shows is not here. Read again what has changed in Coupa.',
  ]
  const body = interfaces.length === 0 ? ['export {}\n'] : [...helpers.map(({ text }) => text), ...interfaces]
  return `${head.join('\n')}\n\n${body.join('\n')}`
}

function interfacesOf({ resource, fields }: ResourceSchema): readonly string[] {
  const places = new Map<string, FieldSchema[]>()
  for (const field of fields) {
    if (field.origin !== 'custom') continue
    const place = field.path.slice(0, field.path.lastIndexOf(`${customFieldsName}.`))
    places.set(place, [...(places.get(place) ?? []), field])
  }
  return [...places].map(([place, custom]) => {
    const name = `${typeNameOf(`${resource}/${place}`)}CustomFields`
    const where = place === '' ? resource : `${place.slice(0, -1)} inside ${resource}`
    const usage = place === '' ? ` For \`connection.resource<'${resource}', ${name}>('${resource}')\`.` : ''
    const members = custom.flatMap((field) => [
      `  /** ${commentText(describeField(field))} */`,
      `  ${JSON.stringify(nameIn(field))}?: ${typeScriptType(field)} | null`,
    ])
    return `/** Custom fields of ${where}.${usage} */\nexport interface ${name} {\n${members.join('\n')}\n}\n`
  })
}

function nameIn({ path }: FieldSchema): string {
  return path.slice(path.lastIndexOf(`${customFieldsName}.`) + customFieldsName.length + 1)
}

/** Records inside, with what Coupa shows of them and what refers to them in a write. */
const helperTypes = [
  {
    name: 'LookupValueReference',
    text: "/** A value of a lookup, as records show it and as a write refers to it. */\nexport interface LookupValueReference {\n  id?: number\n  name?: string | null\n  'external-ref-num'?: string | null\n  'external-ref-code'?: string | null\n  [field: string]: unknown\n}\n",
  },
  {
    name: 'UserReference',
    text: '/** A user, as records show it and as a write refers to it. */\nexport interface UserReference {\n  id?: number\n  login?: string | null\n  email?: string | null\n  [field: string]: unknown\n}\n',
  },
] as const

function typeScriptType({ type, references }: FieldSchema): string {
  const record = recordTypes[references ?? ''] ?? 'Record<string, unknown>'
  if (type === 'object') return record
  if (type === 'array') return references === undefined ? 'unknown[]' : `${record}[]`
  return plainTypes[type] ?? 'unknown'
}

const recordTypes: Readonly<Record<string, string>> = { LookupValue: 'LookupValueReference', User: 'UserReference' }
const plainTypes: Partial<Record<FieldType, string>> = {
  string: 'string',
  decimal: 'string',
  date: 'string',
  datetime: 'string',
  integer: 'number',
  boolean: 'boolean',
}

/** A name that an organization chose must not end the comment that it stands in. */
function commentText(text: string): string {
  return oneLine(text).replaceAll('*/', '*\\/')
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ')
}
