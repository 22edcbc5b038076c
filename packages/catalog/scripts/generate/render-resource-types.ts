import { expandField, type ResourceRow, type TypeRow } from '../../src/shapes/catalog-rows.ts'
import type { ActionDescription, ActionParameter } from '../../src/shapes/description.ts'
import { HEADER } from './render-index.ts'
import { inputType, propertyName, shapeOf } from './render-types.ts'

/** The interface that leads from the name of a resource to its types. */
export function renderResourceTypes(resources: readonly ResourceRow[], types: readonly TypeRow[]): string {
  const byName = new Map(types.map((type) => [type.name, type]))
  const entries = resources.map((resource) => {
    const type = byName.get(resource.type)
    if (type === undefined) throw new Error(`No type ${resource.type}`)
    return { resource, type }
  })
  const body = entries.map(({ resource, type }) => renderResource(resource, type)).join('\n')
  const names = types.flatMap((type) => [type.name, `${type.name}Input`, `${type.name}EmbeddedInput`])
  const code = body.replace(/\/\*\*.*?\*\/|'[^']*'/g, '')
  const words = new Set(code.match(/\b[A-Z]\w*/g))
  const imports = names.filter((name) => words.has(name)).sort()
  const helpers = [
    'EmptyInput',
    'FileInput',
    'OpenCustomFields',
    'OpenValue',
    'DateTime',
    'DecimalInput',
    'UnknownObject',
  ]
  const used = helpers.filter((name) => words.has(name) || name === 'OpenCustomFields').sort()
  return `${HEADER}import type { ${used.join(', ')} } from '../shapes/record-types.ts'
import type {
${imports.map((name) => `  ${name},`).join('\n')}
} from './types.ts'

/** What is read from, written to and done with each resource, by its name. */
export interface ResourceTypes<CustomFields = OpenCustomFields> {
${body}
}
`
}

function renderResource(resource: ResourceRow, type: TypeRow): string {
  const shape = shapeOf(type)
  const argument = shape.readsCustomFields ? '<CustomFields>' : ''
  const inputArgument = shape.writesCustomFields ? '<CustomFields>' : ''
  const input = shape.isWritable ? `${type.name}Input${inputArgument}` : 'EmptyInput'
  const actions = actionLines(resource, type, shape.isWritable ? `${type.name}Input` : undefined)
  const lines = [
    `  ${keyOf(resource.name)}: {`,
    `    output: ${type.name}${argument}`,
    `    input: ${input}`,
    ...(actions.length === 0 ? ['    actions: {}'] : ['    actions: {', ...actions, '    }']),
    '  }',
  ]
  return lines.join('\n')
}

/** `invoices`, or an index signature over the ids of the parents: `[path: \`suppliers/${number}/addresses\`]`. */
function keyOf(name: string): string {
  if (!name.includes(':')) return propertyName(name)
  const path = name
    .split('/')
    // Custom and flexible objects go by a name or code, other parents by their id.
    .map((segment) =>
      segment.startsWith(':') ? `\${${/(_definition_id|_code)$/.test(segment) ? 'string' : 'number'}}` : segment,
    )
    .join('/')
  return `[path: \`${path}\`]`
}

function actionLines(resource: ResourceRow, type: TypeRow, input: string | undefined): string[] {
  const byName = new Map<string, ActionDescription[]>()
  for (const action of resource.actions) byName.set(action.name, [...(byName.get(action.name) ?? []), action])
  return [...byName].flatMap(([name, actions]) => {
    const shapes = [...new Set(actions.map((action) => parametersType(action, type, input)))]
    return [
      `      /** ${actions.map(documentation).join(' ')} */`,
      `      ${propertyName(name)}: ${shapes.join(' | ')}`,
    ]
  })
}

function documentation(action: ActionDescription): string {
  const guesses = action.parameters.filter((parameter) => !parameter.isVerified).map((parameter) => parameter.name)
  return [
    `${action.method} ${action.path}.`,
    ...(action.isBinary ? ['Answers with a file.'] : []),
    ...(action.isVerified ? [] : ['Unverified: only in releases before R38.']),
    ...(guesses.length === 0 ? [] : [`Not documented, a likely guess: ${guesses.join(', ')}.`]),
  ].join(' ')
}

/** The named parameters; what changes a record also takes fields of it in its body (F-380). */
function parametersType(action: ActionDescription, type: TypeRow, input: string | undefined): string {
  const named = action.parameters.map((parameter) => {
    const isOptional = !parameter.isRequired || parameter.in === 'path'
    return `${propertyName(parameter.name)}${isOptional && parameter.in !== 'path' ? '?' : ''}: ${parameterType(parameter, type)}`
  })
  const members = named.length === 0 ? undefined : `{ ${named.join('; ')} }`
  const isUpload = action.parameters.some((parameter) => parameter.in === 'multipart')
  // A command in the query takes nothing beside it (F-361).
  const isCommand = action.path.includes('?')
  const record = isCommand || action.method === 'GET' || action.method === 'DELETE' || isUpload ? undefined : input
  return [record, members].filter((part) => part !== undefined).join(' & ') || 'EmptyInput'
}

function parameterType(parameter: ActionParameter, type: TypeRow): string {
  if (parameter.in === 'multipart') return 'FileInput'
  const field = type.fields.find(
    (row) => row.name === parameter.name || row.name === parameter.name.replaceAll('_', '-'),
  )
  if (field !== undefined && parameter.in === 'body') return inputType(expandField(field))
  if (/[-_]ids$/.test(parameter.name)) return 'readonly number[]'
  if (/[-_](id|version)$|_records$|_interval$/.test(parameter.name)) return 'number'
  if (/^(exported|fully_consume)$/.test(parameter.name)) return 'boolean'
  return BODY_OBJECTS[parameter.name] ?? 'string'
}

/** Parameters that are records, where the resource has no field of that name. */
const BODY_OBJECTS: Readonly<Record<string, string>> = {
  'dispute-reason': 'DisputeReasonEmbeddedInput',
  'reason-insight-events': 'readonly ReasonInsightEventEmbeddedInput[]',
  responses: 'readonly IntegrationRecordResponseEmbeddedInput[]',
}
