import type { CommandBody } from '../../command/command.ts'

/** A stand-in organization that runs until it is interrupted. */
export const sandboxCommand: CommandBody = {
  description:
    'A Coupa organization with made-up records, its own token server, scopes, rate limit and both formats. It listens on\n' +
    'this machine only, stores nothing, and runs until Ctrl-C. With --json it prints one line with its address when it is ready.',
  options: [
    { flags: '--port <number>', description: 'port to listen on (default: a free one)' },
    {
      flags: '--host <address>',
      description: 'address to listen on (default: 127.0.0.1; any other is open to other machines)',
    },
    { flags: '--seed <number>', description: 'seed of the generated records (default: 1)' },
    {
      flags: '--records <number>',
      description: 'documents of each kind (default: 1000), or of one: invoices=1237',
      isRepeatable: true,
    },
    {
      flags: '--quirk <name=value>',
      description: 'choose a behavior where the sources about Coupa disagree; "--quirk list" lists them',
      isRepeatable: true,
    },
    { flags: '--latency-ms <number>', description: 'delay added to every response (default: 0)' },
    { flags: '--token-lifetime <seconds>', description: 'lifetime of an access token (default: 86400)' },
    { flags: '--no-rate-limit', description: 'do not limit requests to 25 a second' },
    { flags: '--control', description: 'serve the control endpoint for tests under /sandbox/control' },
    { flags: '--sftp', description: "serve Coupa's SFTP folders, too: files are loaded, and invoices exported" },
    { flags: '--sftp-port <number>', description: 'port of the SFTP server (default: a free one)' },
    { flags: '--sftp-pick-up <seconds>', description: 'how often files of the inbox are picked up (default: 180)' },
    { flags: '--sftp-export <seconds>', description: 'how often files are exported (default: 3600)' },
    { flags: '--json', description: 'print one line of JSON when it is ready' },
  ],
  examples: [
    'coupa-connector sandbox',
    'coupa-connector sandbox --port 8080 --records 50000 --json',
    'coupa-connector sandbox --quirk retry-after=seconds --quirk empty-json-search=404',
    'coupa-connector sandbox --records 100 --records invoices=1237',
    'coupa-connector sandbox --sftp --sftp-pick-up 5',
    'coupa-connector sandbox --quirk list',
  ],
  run: async (input, context) => {
    const { runSandbox } = await import('./run-sandbox.ts')
    return await runSandbox(input, context)
  },
}
