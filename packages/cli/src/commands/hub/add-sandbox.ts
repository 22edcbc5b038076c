import type { ConnectionSummary } from '@coupa-connector/protocol'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { print, printJson } from '../../terminal/print.ts'
import { type OpenHub, openHub } from '../hub-session/open-hub.ts'
import { listAll } from './find-by-name.ts'

/**
 * Creates the connection to the sandbox organization that runs beside the hub. A connection of that name that
 * exists is left as it is, so that the command can be run again.
 */
export async function addSandboxConnection(input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHub(context)
  const { client, account } = hub
  const { signal } = context
  const { suggestedConnection: offered } = (await client.call('connectionType.get', { signal })).body
  if (!offered) {
    throw new UsageError('No sandbox organization runs beside this hub.', {
      suggestion: 'Start the hub without --no-sandbox, or connect your Coupa: "hub connections create NAME".',
    })
  }
  const params = { account: account.id }
  const found = await findByName(hub, offered.name, signal)
  const connection = found ?? (await client.call('connections.createSuggested', { params, signal })).body
  if (input.flag('json')) await printJson(context.stdout, connection)
  else {
    const what = found ? 'exists already' : 'created'
    await print(
      context.stdout,
      `Connection "${connection.name}" ${what}. Test it: coupa-connector hub test ${connection.name}\n`,
    )
  }
  return 0
}

async function findByName(
  { client, account }: OpenHub,
  name: string,
  signal: AbortSignal,
): Promise<ConnectionSummary | undefined> {
  const listed = listAll(async (page) => {
    const query = { ...page, search: name }
    return (await client.call('connections.list', { params: { account: account.id }, query, signal })).body
  })
  for await (const connection of listed) if (connection.name === name) return connection
  return undefined
}
