import type { CommandBody } from '../../command/command.ts'
import { jsonOption } from '../../command/shared-options.ts'

/** Looks for what on this machine keeps the other commands from working. */
export const doctorCommand: CommandBody = {
  description: `Looks at what the other commands rely on: the version of Node, the folders of this program, saved connections and whether
their secrets can be opened, the COUPA_ variables, proxies and certificates, and the hub of "hub login" with its clock. It
sends nothing to Coupa: "test" does that, stage by stage. Secrets are never printed.

Exit code 0: nothing is wrong, though there may be warnings. 1: something is.`,
  options: [jsonOption],
  examples: ['coupa-connector doctor', 'coupa-connector doctor --json'],
  run: async (input, context) => (await import('./run-doctor.ts')).runDoctor(input, context),
}
