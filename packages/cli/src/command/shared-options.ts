import type { OptionDeclaration } from './command.ts'

/** Options of every command that talks to Coupa. */
export const connectionOptions: readonly OptionDeclaration[] = [
  { flags: '-c, --connection <name>', description: 'use a connection of "connections add" instead of the environment' },
  {
    flags: '--log-level <level>',
    description: 'write structured log lines to standard error',
    choices: ['debug', 'info', 'warn', 'error'],
  },
  {
    flags: '--requests-per-second <number>',
    description: 'the rate that Coupa allows your organization, or your share of it (default: 25)',
  },
]

export const jsonOption: OptionDeclaration = { flags: '--json', description: 'print JSON' }

export const encodingOption: OptionDeclaration = {
  flags: '--encoding <name>',
  formerFlags: '--wire <name>',
  description: 'encoding of requests and responses (default: json)',
  choices: ['json', 'xml'],
}

/** Parameters of Coupa that no other option writes. */
export const parameterOption: OptionDeclaration = {
  flags: '--parameter <key=value>',
  formerFlags: '--raw <key=value>',
  description: 'send this parameter as it is; it replaces a generated one of the same name',
  isRepeatable: true,
}

export const fieldsOption: OptionDeclaration = {
  flags: '--fields <list>',
  description: 'only these fields, separated by commas: id,invoice-number,supplier.name,custom-fields.region',
}

/** For names that are new in Coupa, or custom. */
export const unknownFieldsOption: OptionDeclaration = {
  flags: '--allow-unknown-fields',
  description: 'accept names of fields that the catalog does not have',
}

/** `--fields` of commands that change a record. */
export const answerFieldsOption: OptionDeclaration = {
  flags: '--fields <list>',
  description: 'fields of the record to return, separated by commas; the id is always included',
}

export const batchOptions: readonly OptionDeclaration[] = [
  { flags: '--batch', description: 'treat the input as a batch even if it is one record' },
  { flags: '--concurrency <number>', description: 'records of a batch on their way at the same time (default: 8)' },
]
