import type {
  ActionDescription,
  FieldDescription,
  OperationDescription,
  ResourceDescription,
} from '@coupa-connector/catalog'
import type { CommandBody } from '../../command/command.ts'
import type { Context } from '../../command/context.ts'
import { jsonOption } from '../../command/shared-options.ts'
import { print, printJson } from '../../terminal/print.ts'
import { createStyle } from '../../terminal/style.ts'
import { formatTable } from '../../terminal/table.ts'

/** Browses the catalog; needs no connection. */
export const resourcesCommand: CommandBody = {
  arguments: [{ name: '[name]', description: 'a resource such as invoices or suppliers/7/addresses' }],
  options: [jsonOption, { flags: '--search <text>', description: 'only resources whose name or title contains this' }],
  examples: [
    'coupa-connector resources',
    'coupa-connector resources --search invoice',
    'coupa-connector resources invoices',
    'coupa-connector resources invoices --json',
  ],
  run: async (input, context) => {
    const name = input.argument('name')
    const isJson = input.flag('json')
    if (name === undefined) return await listAll(input.text('search'), isJson, context)
    const { describeResource } = await import('../../input/describe-resource.ts')
    const resource = await describeResource(name)
    if (isJson) await printJson(context.stdout, resource)
    else await print(context.stdout, await formatResource(resource, context))
    return 0
  },
}

async function listAll(search: string | undefined, isJson: boolean, context: Context): Promise<number> {
  const { listResources } = await import('@coupa-connector/catalog')
  const wanted = search?.toLowerCase().replaceAll('-', '_')
  const all = listResources()
  const rows = wanted
    ? all.filter(({ name, title }) => name.toLowerCase().includes(wanted) || title.toLowerCase().includes(search ?? ''))
    : all
  if (isJson) {
    await printJson(context.stdout, rows)
    return 0
  }
  const cells = rows.map(({ name, title, type }) => [name, title, type])
  if (cells.length > 0) await print(context.stdout, await formatTable(['Resource', 'Title', 'Type'], cells, context))
  const count = wanted ? `${rows.length} of ${all.length} resources` : `${all.length} resources`
  await print(context.stdout, `\n${count}. "coupa-connector resources NAME" shows one.\n`)
  return 0
}

async function formatResource(resource: ResourceDescription, context: Context): Promise<string> {
  const style = createStyle(context, 'stdout')
  const { fields, operations, actions } = resource
  const keys = resource.naturalKeys.map((key) => key.join(' + ')).join(', or ')
  const sections = [
    `${style('bold', resource.title)}  /api/${resource.name}`,
    `Type ${resource.type}, in XML <${resource.xmlItem}>${keys ? `. Natural key: ${keys}` : ''}. Source: ${resource.origin}.`,
  ]
  if (operations.length > 0) {
    const rows = operations.map((operation) => [operation.name, operation.method, scopesText(operation)])
    sections.push('', await formatTable(['Operation', 'Method', 'Scope (any one)'], rows, context))
  }
  if (actions.length > 0) {
    const rows = actions.map((action) => [action.name, action.method, parametersText(action), scopesText(action)])
    sections.push(await formatTable(['Action', 'Method', 'Parameters', 'Scope (any one)'], rows, context))
    sections.push('* required   ? not verified in the documentation\n')
  }
  const rows = fields.map((field) => [field.name, typeText(field), accessText(field)])
  sections.push(await formatTable([`Field (${fields.length})`, 'Type', 'Access'], rows, context))
  return sections.join('\n')
}

function scopesText({ scopes }: OperationDescription | ActionDescription): string {
  return scopes.length > 0 ? scopes.join(', ') : 'not known'
}

function parametersText({ parameters, isVerified }: ActionDescription): string {
  const names = parameters.map(
    (parameter) => `${parameter.name}${parameter.isRequired ? '*' : ''}${parameter.isVerified ? '' : '?'}`,
  )
  const text = names.length > 0 ? names.join(', ') : '-'
  return isVerified ? text : `${text} (unverified)`
}

function typeText({ type, references, maxLength, precision, scale, allowedValues }: FieldDescription): string {
  const target = references && references.length > 0 ? ` of ${references.join(' | ')}` : ''
  const size = maxLength !== undefined ? ` up to ${maxLength}` : ''
  const digits = precision !== undefined ? ` (${precision}${scale !== undefined ? `, ${scale}` : ''})` : ''
  const values = allowedValues && allowedValues.length > 0 ? `: ${allowedValues.slice(0, 8).join(', ')}` : ''
  return `${type}${target}${size}${digits}${values}${(allowedValues?.length ?? 0) > 8 ? ', …' : ''}`
}

function accessText({ isReadable, isWritable, isRequired, isUnique }: FieldDescription): string {
  const words = [isReadable && isWritable ? 'read, write' : isWritable ? 'write only' : 'read only']
  if (isRequired) words.push('required')
  if (isUnique) words.push('unique')
  return words.join(', ')
}
