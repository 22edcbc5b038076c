import type { Command, CommandBody, OptionDeclaration } from '../../command/command.ts'

const config: OptionDeclaration = {
  flags: '--config <file>',
  description: 'the settings, as "airbyte spec" describes them',
}

const logLevel: OptionDeclaration = {
  flags: '--log-level <level>',
  description: 'least level of LOG messages (default: info)',
  choices: ['debug', 'info', 'warn', 'error'],
}

const spec: Command = {
  name: 'spec',
  summary: 'print which settings there are',
  examples: ['coupa-connector airbyte spec'],
  run: async (_input, context) => (await import('./run-spec.ts')).runSpec(context),
}

const check: Command = {
  name: 'check',
  summary: 'test the connection stage by stage',
  description:
    'Does what "coupa-connector test" does. A failure is a message with its cause and what to change; the exit code is 0, because\n' +
    'the check itself was carried out.',
  options: [config, logLevel],
  examples: ['coupa-connector airbyte check --config config.json'],
  run: async (input, context) => (await import('./run-check.ts')).runCheck(input, context),
}

const discover: Command = {
  name: 'discover',
  summary: 'list the streams with their columns, custom fields included',
  description:
    'Lists the resources that the scopes of the connection allow. Up to 50 records of each are looked at for custom fields.',
  options: [config, logLevel],
  examples: ['coupa-connector airbyte discover --config config.json'],
  run: async (input, context) => (await import('./run-discover.ts')).runDiscover(input, context),
}

const read: Command = {
  name: 'read',
  summary: 'read the streams that a catalog selects',
  description:
    'Prints RECORD and STATE messages. Everything before a STATE message was read; a read that is given that state goes on\n' +
    'after it. Exit code 0: all streams are complete, 1: a stream is not, 2: the settings are not right.',
  options: [
    config,
    { flags: '--catalog <file>', description: 'the streams to read: a configured catalog' },
    {
      flags: '--state <file>',
      description: 'where an earlier read stood: a list of its last STATE messages by stream',
    },
    logLevel,
  ],
  examples: [
    'coupa-connector airbyte read --config config.json --catalog catalog.json',
    'coupa-connector airbyte read --config config.json --catalog catalog.json --state state.json',
  ],
  run: async (input, context) => (await import('./run-read.ts')).runRead(input, context),
}

/** Coupa as a source of Airbyte, and of everything else that speaks its protocol. */
export const airbyteCommand: CommandBody = {
  description:
    'Speaks the Airbyte protocol on standard output, one message a line. Streams are the resources of the API, the cursor is\n' +
    'updated-at and the key id.',
  examples: [
    'coupa-connector airbyte spec',
    'coupa-connector airbyte check --config config.json',
    'coupa-connector airbyte discover --config config.json',
    'coupa-connector airbyte read --config config.json --catalog catalog.json --state state.json',
  ],
  commands: [spec, check, discover, read],
}
