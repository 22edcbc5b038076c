import type { Command, CommandBody, OptionDeclaration } from '../../command/command.ts'
import { connectionOptions, jsonOption } from '../../command/shared-options.ts'

const proposalsOption: OptionDeclaration = {
  flags: '--proposals <folder>',
  description: 'where proposals are kept (default: below .local/state in your home)',
}
const noteOption: OptionDeclaration = { flags: '--note <text>', description: 'a word for the agent' }
const proposalArgument = { name: '<proposal>', description: 'as the agent names it, such as k7m2p9qa' }

const list: Command = {
  name: 'proposals',
  summary: 'list the changes that agents propose, or show one',
  arguments: [{ name: '[proposal]', description: 'show this one, field by field and as the request' }],
  options: [
    { flags: '--all', description: 'list those that are over, too (default: those that wait)' },
    proposalsOption,
    jsonOption,
  ],
  examples: ['coupa-connector mcp proposals', 'coupa-connector mcp proposals k7m2p9qa'],
  run: async (input, context) => (await import('./proposals/show-proposals.ts')).showProposals(input, context),
}

const approve: Command = {
  name: 'approve',
  summary: 'look at a proposed change, and carry it out',
  description: `Shows the change and asks you to type the word approve. Then the record is read once more, and the change is sent once if
nothing else has changed. It takes a terminal: an agent cannot answer.

Where this program died while a change was under way, run it again. What was not sent yet is sent. What was sent is never
sent again: Coupa is asked what became of it.`,
  arguments: [proposalArgument],
  options: [noteOption, proposalsOption, ...connectionOptions],
  examples: [
    'coupa-connector mcp approve k7m2p9qa',
    'coupa-connector mcp approve k7m2p9qa --connection production-writes',
  ],
  run: async (input, context) => (await import('./proposals/decide-proposal.ts')).approveProposal(input, context),
}

const refuse: Command = {
  name: 'refuse',
  summary: 'refuse a proposed change',
  arguments: [proposalArgument],
  options: [noteOption, proposalsOption],
  examples: ['coupa-connector mcp refuse k7m2p9qa --note "Ask the supplier first."'],
  run: async (input, context) => (await import('./proposals/decide-proposal.ts')).refuseProposal(input, context),
}

/** Serves one connection to an agent. */
export const mcpCommand: CommandBody = {
  description: `Serves the Model Context Protocol on standard input and output, for the program in which an agent runs: it
starts this command and ends it. The agent gets seven tools. They find and describe resources, read and add up
records, plan scopes, and test the connection. None of them changes anything in Coupa.

With --allow-writes the agent gets three more, which propose changes. You decide each one with "mcp approve" in a terminal of
your own, and nothing is written before.`,
  options: [
    {
      flags: '--allow-writes',
      description: 'let the agent propose changes, which you approve or refuse in a terminal',
    },
    proposalsOption,
    ...connectionOptions,
  ],
  examples: ['coupa-connector mcp --connection acme', 'coupa-connector mcp --connection acme --allow-writes'],
  commands: [list, approve, refuse],
  run: async (input, context) => {
    const { runMcp } = await import('./run-mcp.ts')
    return await runMcp(input, context)
  },
}
