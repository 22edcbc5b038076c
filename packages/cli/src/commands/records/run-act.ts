import type { ActionDescription, ResourceDescription } from '@coupa-connector/catalog'
import type { ActionParameters } from '@coupa-connector/connector'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { didYouMean } from '../../command/suggest.ts'
import { UsageError } from '../../command/usage-error.ts'
import { openConnection } from '../../connections/connect.ts'
import { describeResource } from '../../input/describe-resource.ts'
import { parseExactJson } from '../../input/exact-json.ts'
import { fieldsRequest } from '../../input/query-request.ts'
import { parseRecordId } from '../../input/record-id.ts'
import { readRecordInput } from '../../input/record-input.ts'
import { printRecord } from '../../output/print-record.ts'
import { print } from '../../terminal/print.ts'
import { openUpload } from '../attachments/open-upload.ts'
import { saveFile } from '../attachments/save-file.ts'

/** Performs an action and prints the record that comes back, or saves the file. */
export async function runAct(input: CommandInput, context: Context): Promise<number> {
  const name = input.required('resource')
  const description = await describeResource(name)
  const action = await findAction(description, input.required('action'))
  const id = readTarget(action, input.required('id'))
  const parameters = await readParameters(action, input, context)
  const options = {
    format: input.text('encoding') === 'xml' ? ('xml' as const) : ('json' as const),
    signal: context.signal,
    ...fieldsRequest(input),
  }
  await using connection = await openConnection(input, context)
  const resource = connection.resource(name)
  const answer = await resource.action(id, action.name, parameters, options)
  switch (answer.kind) {
    case 'file': {
      const { content, fileName } = answer.file
      const file = await saveFile({ content, name: fileName }, input.text('output'), { directory: '.', context })
      if (file) await print(context.stderr, `Saved ${file}\n`)
      break
    }
    case 'record':
      await printRecord(answer.record, input, context)
      break
    case 'records':
      await printRecord(answer.records, input, context)
      break
    case 'nothing':
      await print(context.stderr, `Done: ${action.name}. Coupa sent no record back.\n`)
  }
  return 0
}

/** Finds an action under the spellings that people try: submit-for-approval for submit_for_approval. */
async function findAction(description: ResourceDescription, given: string): Promise<ActionDescription> {
  const catalog = await import('@coupa-connector/catalog')
  const found = catalog.findAction(description, given)
  if (found) return found
  const { name, actions } = description
  const names = actions.map((action) => action.name)
  throw new UsageError(`${name} has no action "${given}".`, {
    suggestion:
      names.length === 0
        ? 'It has none at all; create, update and query are what it takes.'
        : `${didYouMean(given, names) ?? ''} Its actions: ${names.join(', ')}.`.trim(),
  })
}

function readTarget({ name, level }: ActionDescription, given: string): number | undefined {
  if (level === 'record') return parseRecordId(given)
  if (given === '-') return undefined
  throw new UsageError(
    `The action ${name} is one of the resource as a whole, and "${given}" is where its id would be.`,
    {
      suggestion: 'Write "-" there.',
    },
  )
}

async function readParameters(
  action: ActionDescription,
  input: CommandInput,
  context: Context,
): Promise<ActionParameters> {
  const { name, parameters: declared } = action
  const parameters: Record<string, ActionParameters[string]> = {}
  const file = input.text('input')
  if (file !== undefined) {
    const given = await readRecordInput(file, context)
    if (given.kind === 'batch') throw new UsageError('--input contains several objects, and an action takes one.')
    Object.assign(parameters, given.record)
  }
  for (const text of input.rest('parameters')) {
    for (const [key, value] of Object.entries(parseParameter(text))) {
      parameters[key] = isFileParameter(action, key) ? await openUpload(String(value), `of ${key}`) : value
    }
  }
  const given = new Set(Object.keys(parameters).map(underscored))
  const missing = declared.filter((parameter) => parameter.isRequired && !given.has(underscored(parameter.name)))
  if (missing.length > 0) {
    const names = missing.map((parameter) => parameter.name)
    throw new UsageError(`The action ${name} needs ${names.join(' and ')}; nothing was sent.`, {
      suggestion: `Add ${names.map((parameter) => `${parameter}=…`).join(' ')}`,
    })
  }
  return parameters
}

function isFileParameter({ parameters }: ActionDescription, key: string): boolean {
  return parameters.some(
    (parameter) => parameter.in === 'multipart' && underscored(parameter.name) === underscored(key),
  )
}

function underscored(name: string): string {
  return name.replaceAll('-', '_')
}

/** Reads `key=value`, or `key:=JSON`. */
export function parseParameter(text: string): ActionParameters {
  const [, key, sign, value = ''] = /^([^=:\s]+)(:?=)(.*)$/s.exec(text) ?? []
  if (key === undefined) {
    throw new UsageError(`"${text}" is not a parameter.`, {
      suggestion: 'Write key=value, or key:=JSON for a list or a number.',
    })
  }
  if (sign === '=') return { [key]: value }
  try {
    return { [key]: parseExactJson(value) as ActionParameters[string] }
  } catch (error) {
    throw new UsageError(`The value of "${key}" is not JSON: ${error instanceof Error ? error.message : ''}`, {
      cause: error,
    })
  }
}
