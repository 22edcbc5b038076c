import { createRedactor } from '@coupa-connector/connector/internals'
import { createAgentServer, serveStreams } from '@coupa-connector/mcp'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { version } from '../../command/program-name.ts'
import { openConnection } from '../../connections/connect.ts'
import { connectionOrganization } from './connection-organization.ts'

/** Serves an agent on the standard streams until its program ends the input, and returns the exit code. */
export async function runMcp(input: CommandInput, context: Context): Promise<number> {
  await using connection = await openConnection(input, context)
  const { settings } = connection
  const redact = createRedactor([settings.authenticationType === 'api-key' ? settings.token : settings.clientSecret])
  const organization = connectionOrganization(connection)
  await serveStreams(() => createAgentServer({ version, organization: async () => organization, strikeOut: redact }), {
    input: context.stdin,
    output: context.stdout,
    signal: context.signal,
  })
  return 0
}
