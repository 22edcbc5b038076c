import type { CommandBody } from '../../command/command.ts'

/** The run of the README. */
export const demoCommand: CommandBody = {
  description:
    'Starts a sandbox organization on this machine, tests the connection to it, reads its invoices, creates and changes a\n' +
    'supplier, and stops. The requests are real; nothing leaves the machine, and nothing is stored.',
  options: [{ flags: '--records <number>', description: 'invoices of the organization (default: 1000)' }],
  examples: ['coupa-connector demo'],
  run: async (input, context) => {
    const { runDemo } = await import('./run-demo.ts')
    return await runDemo(input, context)
  },
}
