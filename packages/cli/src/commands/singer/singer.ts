import type { CommandBody } from '../../command/command.ts'

/** Coupa as a tap of Singer. */
export const singerCommand: CommandBody = {
  description:
    'Speaks the Singer specification on standard output, one message a line; what people read goes to standard error. Streams,\n' +
    'settings and states are those of "coupa-connector airbyte". Exit code 0: all streams are complete, 1: a stream is not, 2:\n' +
    'the settings are not right.',
  options: [
    { flags: '--config <file>', description: 'the settings, as "coupa-connector airbyte spec" describes them' },
    { flags: '--discover', description: 'print the catalog of streams and end' },
    { flags: '--catalog <file>', formerFlags: '--properties <file>', description: 'the catalog with what is selected' },
    { flags: '--state <file>', description: 'the value of the last STATE message of an earlier run' },
    {
      flags: '--log-level <level>',
      description: 'least level of the lines on standard error (default: warn)',
      choices: ['debug', 'info', 'warn', 'error'],
    },
  ],
  examples: [
    'coupa-connector singer --config config.json --discover > catalog.json',
    'coupa-connector singer --config config.json --catalog catalog.json --state state.json | target-jsonl',
  ],
  run: async (input, context) => (await import('./run-singer.ts')).runSinger(input, context),
}
