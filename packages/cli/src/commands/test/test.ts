import type { CommandBody } from '../../command/command.ts'
import { connectionOptions, encodingOption } from '../../command/shared-options.ts'

/** Tests a connection; the report comes from the connector as it is. */
export const testCommand: CommandBody = {
  description:
    'Always asks for a fresh token and reads one Tax Code. Ends within 90 seconds. Exit code 0: it works, 1: it does not,\n' +
    '2: the settings are not right and nothing was sent.',
  options: [
    {
      flags: '--probe <resources>',
      description: 'also read one record of each of these, with commas: invoices,suppliers',
    },
    { flags: '--json', description: 'print the report as one JSON object, on failure too' },
    encodingOption,
    ...connectionOptions,
  ],
  examples: [
    'coupa-connector test',
    'coupa-connector test --connection acme --probe invoices,suppliers',
    'coupa-connector test --json | jq -r .outcome',
  ],
  onMisuse: async (message, argv, context) => {
    if (!argv.includes('--json')) return
    const { printMisuse } = await import('./run-test-command.ts')
    await printMisuse(message, context)
  },
  run: async (input, context) => {
    const { runTestCommand } = await import('./run-test-command.ts')
    return await runTestCommand(input, context)
  },
}
