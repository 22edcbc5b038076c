import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { print, printJson } from '../../terminal/print.ts'
import { formatTable } from '../../terminal/table.ts'
import { openHub } from '../hub-session/open-hub.ts'
import { listEnvironments } from './find-process.ts'
import { inOptions } from './in-options.ts'

/** Lists the environments of the account. */
export async function listHubEnvironments(input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHub(context)
  const environments = await listEnvironments(hub)
  if (input.flag('json')) await printJson(context.stdout, { environments })
  else {
    const rows = environments.map(({ name, classification }) => [name, classification])
    await print(context.stdout, await formatTable(['Name', 'Classification'], rows, context))
  }
  return 0
}

/** Creates an environment. */
export async function createEnvironment(input: CommandInput, context: Context): Promise<number> {
  const classification = input.text('classification')
  if (classification !== 'test' && classification !== 'production') {
    throw new UsageError(
      '--classification is missing: it says what may be done in the environment, and never changes.',
      {
        suggestion: 'Choose test or production.',
      },
    )
  }
  await using hub = await openHub(context)
  const { body } = await inOptions(() =>
    hub.client.call('environments.create', {
      params: { account: hub.account.id },
      body: { name: input.required('name'), classification },
      signal: context.signal,
    }),
  )
  if (input.flag('json')) await printJson(context.stdout, body)
  else await print(context.stdout, `Environment "${body.name}" is created, for ${body.classification}.\n`)
  return 0
}
