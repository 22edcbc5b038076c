import type { CommandBody } from '../../command/command.ts'
import { connectionOptions } from '../../command/shared-options.ts'

/** Serves one connection to an agent. */
export const mcpCommand: CommandBody = {
  description: `Serves the Model Context Protocol on standard input and output, for the program in which an agent runs: it
starts this command and ends it. The agent gets seven tools. They find and describe resources, read and add up
records, plan scopes, and test the connection. None of them changes anything in Coupa.`,
  options: connectionOptions,
  examples: ['coupa-connector mcp --connection acme'],
  run: async (input, context) => {
    const { runMcp } = await import('./run-mcp.ts')
    return await runMcp(input, context)
  },
}
