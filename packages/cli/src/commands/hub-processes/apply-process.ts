import type { BodyInputOf, ResponseOf, Routes } from '@coupa-connector/protocol'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { print, printJson } from '../../terminal/print.ts'
import { openHub } from '../hub-session/open-hub.ts'
import { readDefinitionValue } from '../process-files/read-definition.ts'
import { comparisonText } from './comparison-text.ts'
import { inOptions } from './in-options.ts'

type Applied = ResponseOf<Routes['processes.apply']>

/** Stores a definition as a process or as its next version, or says what that would do. */
export async function applyProcess(input: CommandInput, context: Context): Promise<number> {
  const file = input.required('file')
  const definition = await readDefinitionValue(file)
  if (!isJsonObject(definition)) {
    throw new UsageError(`The definition ${file} is not an object, so it says nothing about a process.`, {
      suggestion: 'Write one with "coupa-connector processes new TEMPLATE --output FILE".',
    })
  }
  const isPlan = input.flag('plan')
  await using hub = await openHub(context)
  const { body } = await inOptions(() =>
    hub.client.call('processes.apply', {
      params: { account: hub.account.id },
      body: { definition, note: input.text('note') ?? '', isPlan },
      signal: context.signal,
    }),
  )
  if (input.flag('json')) await printJson(context.stdout, body)
  else await print(context.stdout, await appliedText(body, isPlan, context))
  return 0
}

function isJsonObject(value: unknown): value is BodyInputOf<Routes['processes.apply']>['definition'] {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

async function appliedText(
  { name, version, change, comparison }: Applied,
  isPlan: boolean,
  context: Context,
): Promise<string> {
  if (change === 'unchanged') return `${name} is unchanged: version ${version} is this definition.\n`
  const next = isPlan ? '' : `Next: coupa-connector processes deploy ${name} --environment test --version ${version}\n`
  if (change === 'created') {
    return `${name} ${isPlan ? `would be created as version ${version}` : `is created as version ${version}`}.\n${next}`
  }
  const said = isPlan ? `${name} would get version ${version}.` : `${name} has a new version, ${version}.`
  const compared = comparison === null ? '' : await comparisonText(comparison, context)
  return `${said}\n${compared}${next}`
}
