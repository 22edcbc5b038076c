import {
  type ActionDescription,
  type FieldDescription,
  findType,
  nearestNames,
  type ResourceDescription,
  tellingFields,
} from '@coupa-connector/catalog'
import { type FieldSchema, fieldTypeText } from '@coupa-connector/catalog/schema'
import * as z from 'zod'
import type { Organization } from '../organization/organization.ts'
import { resourceNamed } from '../records/resource-named.ts'
import { defineTool, readsCoupa, type Tool } from '../tool/tool.ts'
import { ToolProblem } from '../tool/tool-problem.ts'
import { resourceArgument } from './arguments.ts'

/** Bytes of an answer that lists of fields may fill. */
const maxFieldBytes = 9000
const mostOwnFields = 150

/** Tells what a resource has, from the catalog; and on request, which custom fields this organization uses. */
export const describeResourceTool: Tool = defineTool({
  name: 'describe_resource',
  title: 'Describe a resource',
  description:
    'Fields, operations, actions, natural keys and OAuth scopes of a resource. "path" describes what an association holds.',
  annotations: readsCoupa,
  asksOrganization: true,
  input: {
    resource: resourceArgument,
    match: z.string().max(60).optional().describe('Only fields and actions whose name contains this'),
    path: z.string().max(200).optional().describe('Association: "supplier" or "invoice-lines"'),
    customFields: z.boolean().default(false).describe('Also the custom fields of this organization'),
  },
  run: async ({ resource, match = '', path, customFields }, call) => {
    const description = resourceNamed(resource)
    const fields = (path === undefined ? description.fields : fieldsAt(description, path)).filter(({ name }) =>
      name.includes(match.replaceAll('_', '-')),
    )
    const first = path === undefined && match === '' ? description.naturalKeys.flat() : []
    return {
      name: description.name,
      ...(path === undefined ? factsOf(description, match) : { path }),
      ...listFields(fields, first),
      ...(customFields ? await ownFieldsOf(await call.organization(), description, call.signal) : {}),
    }
  },
})

function factsOf(description: ResourceDescription, match: string): object {
  const { title, operations, naturalKeys } = description
  const actions = description.actions.filter(({ name }) => name.includes(match))
  return {
    title,
    operations: Object.fromEntries(operations.map(({ name, scopes }) => [name, scopes.join(' | ') || 'scope unknown'])),
    defaultFields: tellingFields(description).join(' '),
    ...(naturalKeys.length === 0 ? {} : { naturalKeys: naturalKeys.map((names) => names.join('+')) }),
    ...(actions.length === 0 ? {} : { actions: actions.map(describeAction) }),
  }
}

function describeAction({ name, level, parameters, scopes, isBinary }: ActionDescription): string {
  const taken = parameters.filter((parameter) => parameter.in !== 'path')
  const list = taken.map((parameter) => (parameter.isRequired ? parameter.name : `${parameter.name}?`)).join(', ')
  const place = level === 'collection' ? ' on the collection' : ''
  return `${name}(${list})${place}${isBinary ? ' gives a file' : ''}, scope ${scopes.join(' | ') || 'unknown'}`
}

/** The fields of the type behind a dotted path. Throws a `ToolProblem` that names similar ones. */
function fieldsAt(description: ResourceDescription, path: string): readonly FieldDescription[] {
  let fields = description.fields
  for (const segment of path.split('.')) {
    const name = segment.replaceAll('_', '-')
    const field = fields.find((one) => one.name === name)
    const types = (field?.references ?? []).flatMap((type) => findType(type) ?? [])
    if (field === undefined || types.length === 0) {
      const names = fields.filter(({ references }) => references !== undefined).map((one) => one.name)
      const nearest = nearestNames(name, names)
      throw new ToolProblem(
        'UNKNOWN_PATH',
        `path: ${description.name} has no association ${JSON.stringify(segment)} there.`,
        `Associations are ${(nearest.length > 0 ? nearest : names).slice(0, 12).join(', ')}.`,
      )
    }
    fields = types.flatMap((type) => type.fields)
  }
  return fields
}

/** Fields as one line each. Those that identify a record come first, because a long list is cut. */
function listFields(fields: readonly FieldDescription[], first: readonly string[]): object {
  const rank = (field: FieldDescription): number =>
    first.includes(field.name) ? 0 : field.isRequired ? 1 : field.references ? 3 : 2
  const sorted = fields.toSorted((a, b) => rank(a) - rank(b))
  const lines: Record<string, string> = {}
  let bytes = 0
  for (const field of sorted) {
    const line = describeField(field)
    bytes += field.name.length + line.length + 6
    if (bytes > maxFieldBytes) break
    lines[field.name] = line
  }
  const left = fields.length - Object.keys(lines).length
  return { fields: lines, ...(left > 0 ? { fieldsLeftOut: `${left} more: ask with match` } : {}) }
}

function describeField(field: FieldDescription): string {
  const { type, references, allowedValues, isRequired, isReadable, isWritable, isUnique, maxLength } = field
  const target = references?.join('|')
  const kind = target === undefined ? type : type === 'array' ? `list of ${target}` : `→ ${target}`
  const values = allowedValues?.slice(0, 15).join('|')
  return [
    kind,
    ...(values === undefined ? [] : [`one of ${values}`]),
    ...(maxLength === undefined || maxLength > 200 ? [] : [`up to ${maxLength} characters`]),
    ...(isRequired ? ['required'] : []),
    ...(isUnique ? ['unique'] : []),
    ...(isWritable ? (isReadable ? [] : ['write-only']) : isReadable ? ['read-only'] : ['in conditions only']),
  ].join(', ')
}

/** The fields that only this organization has, their types, and how often they have a value. No value is shown. */
async function ownFieldsOf(
  organization: Organization,
  { name }: ResourceDescription,
  signal: AbortSignal,
): Promise<object> {
  const own = await organization.ownFields(name, signal)
  if (own === undefined) return { customFields: {}, customFieldsNote: organization.ownFieldsMissing }
  const { fields, readAt } = own
  return {
    customFields: Object.fromEntries(fields.slice(0, mostOwnFields).map((field) => [field.path, describeOwn(field)])),
    ...(fields.length > mostOwnFields ? { customFieldsLeftOut: fields.length - mostOwnFields } : {}),
    ...(readAt === undefined ? {} : { customFieldsReadAt: readAt }),
  }
}

function describeOwn(field: FieldSchema): string {
  const { seen, confidence } = field
  const filled = seen.of === 0 ? 'told by Coupa' : `filled in ${seen.filled} of ${seen.of}`
  return `${fieldTypeText(field)}, ${filled}${confidence === 'high' ? '' : `, type of ${confidence} confidence`}`
}
