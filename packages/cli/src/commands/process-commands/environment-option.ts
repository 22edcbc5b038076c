import type { OptionDeclaration } from '../../command/command.ts'

/** Which deployment of a process is meant. */
export const environmentOption: OptionDeclaration = {
  flags: '--environment <name>',
  description: 'of a process of a hub: where it is deployed (default: the only environment in which it is)',
}
