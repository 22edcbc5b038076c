import { createAgentServer, serveStreams } from '@coupa-connector/mcp'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { version } from '../../command/program-name.ts'
import { openConnection } from '../../connections/connect.ts'
import { connectionRedactor } from '../../connections/connection-redactor.ts'
import { printNote } from '../../terminal/print-note.ts'
import { connectionOrganization } from './connection-organization.ts'
import { localProposals } from './proposals/local-proposals.ts'
import { openProposals } from './proposals/open-proposals.ts'

/** Serves an agent on the standard streams until its program ends the input, and returns the exit code. */
export async function runMcp(input: CommandInput, context: Context): Promise<number> {
  await using connection = await openConnection(input, context)
  using store = input.flag('allow-writes') ? await openProposals(input, context) : undefined
  const organization = connectionOrganization(connection)
  const { host } = organization
  if (context.isTerminal.stdin) {
    await printNote('This waits for an agent, whose program starts it and ends it. Ctrl-C ends it here.', context)
  }
  const proposals = store && localProposals({ store, connection: input.text('connection'), host })
  await serveStreams(
    () =>
      createAgentServer({
        version,
        organization: async () => organization,
        ...(proposals ? { proposals: () => proposals } : {}),
        strikeOut: connectionRedactor(connection),
      }),
    { input: context.stdin, output: context.stdout, signal: context.signal },
  )
  return 0
}
