import { programName } from '../command/program-name.ts'
import { commandList } from './command-list.ts'

/** The help of the whole program. It needs no parser, so it appears at once. */
export function rootHelp(): string {
  const width = Math.max(...commandList.map(({ name }) => name.length))
  const commands = commandList.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`)
  return `Usage: ${programName} <command> [options]

The open connector to Coupa: test a connection, read, create and update records.

Start here:
  ${programName} demo                 see it all work, on this machine alone
  ${programName} serve                the platform on this machine: hub, atom and an organization to try
  ${programName} sandbox              an organization to try things on
  ${programName} resources invoices   what a resource has and which scopes it needs

Commands:
${commands.join('\n')}

Options:
  -h, --help     print this help; "${programName} COMMAND --help" prints that of a command
  -V, --version  print the version

Connection, from the environment or one named with --connection NAME:
  COUPA_URL                  service root, https://name.coupahost.com/api
  COUPA_AUTHENTICATION_TYPE  oauth2 (default) or api-key (deprecated by Coupa)
  COUPA_CLIENT_ID, COUPA_CLIENT_SECRET, COUPA_SCOPE, COUPA_ACCESS_TOKEN_URL   for oauth2
  COUPA_TOKEN                                                                 for api-key
  HTTPS_PROXY, NO_PROXY and NODE_EXTRA_CA_CERTS are honoured.

Exit codes:
  0 done   1 failed   2 wrong usage or settings, nothing was sent   130 interrupted
`
}
