import type { OptionDeclaration } from '../../command/command.ts'

export const samplesOption: OptionDeclaration = {
  flags: '--samples <number>',
  description: 'look at this many of the newest records of each resource, 1 to 1000 (default: 50, one page)',
}

export const noIntrospectionOption: OptionDeclaration = {
  flags: '--no-introspection',
  description: 'do not ask GraphQL; records and the catalog only',
}
