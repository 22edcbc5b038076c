import { programName } from '../command/program-name.ts'
import { commandGroups, commandList } from './command-list.ts'

/** The help of the whole program. It needs no parser, so it appears at once. */
export function rootHelp(): string {
  const width = Math.max(...commandList.map(({ name }) => name.length))
  const sections = Object.entries(commandGroups).map(([group, title]) => {
    const entries = commandList.filter((entry) => entry.group === group)
    return [`${title}:`, ...entries.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`)].join('\n')
  })
  return `Usage: ${programName} <command> [options]

Connect Coupa to anything else: test a connection, read and write records, run a hub for a team.

${sections.join('\n\n')}

Options:
  -h, --help     print this help; "${programName} COMMAND --help" describes a command
  -V, --version  print the version

Connection, from the environment or saved under a name and chosen with --connection NAME:
  COUPA_URL                  API base URL, such as https://acme.coupahost.com/api
  COUPA_AUTHENTICATION_TYPE  oauth2 (default), or api-key (deprecated by Coupa)
  COUPA_CLIENT_ID, COUPA_CLIENT_SECRET, COUPA_SCOPE, COUPA_ACCESS_TOKEN_URL   for oauth2
  COUPA_TOKEN                                                                 for api-key
  HTTPS_PROXY, NO_PROXY and NODE_EXTRA_CA_CERTS are honored.

Exit codes:
  0 done   1 failed   2 wrong usage or settings, nothing was sent
  3 done in part, or differences were found   130 interrupted

New here? "${programName} demo" takes a minute and needs no Coupa.
`
}
