import type { Command, CommandBody } from '../command/command.ts'

/** What people come for, in the order of the help. */
export const commandGroups = {
  coupa: 'Work with Coupa',
  hub: 'Work with a hub',
  server: 'Run a hub or a container on this machine',
  try: 'Try it out',
} as const

/** A command of the program before its module is loaded. */
export interface CommandEntry {
  readonly name: string
  /** The head of the help under which it is listed. */
  readonly group: keyof typeof commandGroups
  /** As in `Command`. */
  readonly formerNames?: readonly string[]
  readonly summary: string
  load(): Promise<CommandBody>
}

/** All commands in the order of the help. Naming a command loads it; the help of the program loads none. */
export const commandList: readonly CommandEntry[] = [
  {
    name: 'test',
    group: 'coupa',
    summary: 'test the connection stage by stage; for a failure, print what to change',
    load: async () => (await import('../commands/test/test.ts')).testCommand,
  },
  {
    name: 'query',
    group: 'coupa',
    summary: 'read the records of a resource',
    load: async () => (await import('../commands/query/query.ts')).queryCommand,
  },
  {
    name: 'get',
    group: 'coupa',
    summary: 'read one record',
    load: async () => (await import('../commands/records/get.ts')).getCommand,
  },
  {
    name: 'create',
    group: 'coupa',
    summary: 'create a record, or many from NDJSON',
    load: async () => (await import('../commands/records/create.ts')).createCommand,
  },
  {
    name: 'update',
    group: 'coupa',
    summary: 'update a record, or many from NDJSON',
    load: async () => (await import('../commands/records/update.ts')).updateCommand,
  },
  {
    name: 'action',
    formerNames: ['act'],
    group: 'coupa',
    summary: 'perform an action on a record: submit, approve, void, …',
    load: async () => (await import('../commands/records/act.ts')).actCommand,
  },
  {
    name: 'attach',
    group: 'coupa',
    summary: 'attach a file to a record',
    load: async () => (await import('../commands/attachments/attach.ts')).attachCommand,
  },
  {
    name: 'download',
    group: 'coupa',
    summary: 'list or download the attachments of a record',
    load: async () => (await import('../commands/attachments/download.ts')).downloadCommand,
  },
  {
    name: 'resources',
    group: 'coupa',
    summary: 'browse the resources of the API: fields, operations, actions, scopes',
    load: async () => (await import('../commands/catalog/resources.ts')).resourcesCommand,
  },
  {
    name: 'schema',
    group: 'coupa',
    summary: 'read which fields an organization has, custom fields included; compare two organizations',
    load: async () => (await import('../commands/schema/schema.ts')).schemaCommand,
  },
  {
    name: 'scopes',
    group: 'coupa',
    summary: 'print the smallest scope string for what you want to do',
    load: async () => (await import('../commands/catalog/scopes.ts')).scopesCommand,
  },
  {
    name: 'mcp',
    group: 'coupa',
    summary: 'serve a connection to an agent (Model Context Protocol)',
    load: async () => (await import('../commands/mcp/mcp.ts')).mcpCommand,
  },
  {
    name: 'connections',
    group: 'coupa',
    summary: 'save connections under a name, with sealed secrets',
    load: async () => (await import('../commands/connections/connections.ts')).connectionsCommand,
  },
  {
    name: 'processes',
    group: 'coupa',
    summary: 'move data out of Coupa and into it, each record once',
    load: async () => (await import('../commands/process-commands/process-commands.ts')).processCommands,
  },
  {
    name: 'airbyte',
    group: 'coupa',
    summary: 'be a source of Airbyte: spec, check, discover, read',
    load: async () => (await import('../commands/airbyte/airbyte.ts')).airbyteCommand,
  },
  {
    name: 'singer',
    group: 'coupa',
    summary: 'be a tap of Singer: the same streams for Meltano and other targets',
    load: async () => (await import('../commands/singer/singer.ts')).singerCommand,
  },
  {
    name: 'flat-file',
    group: 'coupa',
    summary: "read and write Coupa's flat files: CSV with several row types",
    load: async () => (await import('../commands/flat-file/flat-file.ts')).flatFileCommand,
  },
  {
    name: 'serve',
    group: 'server',
    summary: 'run a hub with its console, a container and a sandbox organization',
    load: async () => (await import('../commands/serve/serve.ts')).serveCommand,
  },
  {
    name: 'container',
    group: 'server',
    summary: 'enroll this machine as a container of a hub, and run it',
    load: async () => (await import('../commands/container/container.ts')).containerCommand,
  },
  {
    name: 'hub',
    group: 'hub',
    summary: 'work with a hub: connections, containers, tests and the whole API',
    load: async () => (await import('../commands/hub/hub.ts')).hubCommand,
  },
  {
    name: 'alerts',
    group: 'hub',
    summary: 'be told when something fails: channels, rules, and what was sent',
    load: async () => (await import('../commands/alerts/alerts.ts')).alertsCommand,
  },
  {
    name: 'keys',
    group: 'server',
    summary: "rotate, verify, export and import the keys that seal a hub's secrets",
    load: async () => (await import('../commands/admin/keys.ts')).keysCommand,
  },
  {
    name: 'backup',
    group: 'server',
    summary: "back up a hub's database to a file",
    load: async () => (await import('../commands/admin/backup.ts')).backupCommand,
  },
  {
    name: 'restore',
    group: 'server',
    summary: 'restore a backup into an empty database',
    load: async () => (await import('../commands/admin/restore.ts')).restoreCommand,
  },
  {
    name: 'people',
    group: 'server',
    summary: 'help people who cannot sign in to a hub',
    load: async () => (await import('../commands/admin/people.ts')).peopleCommand,
  },
  {
    name: 'sandbox',
    group: 'try',
    summary: 'start a stand-in Coupa organization on this machine',
    load: async () => (await import('../commands/sandbox/sandbox.ts')).sandboxCommand,
  },
  {
    name: 'demo',
    group: 'try',
    summary: 'see the library work, on this machine alone',
    load: async () => (await import('../commands/demo/demo.ts')).demoCommand,
  },
  {
    name: 'doctor',
    group: 'try',
    summary: 'look for what on this machine keeps the other commands from working',
    load: async () => (await import('../commands/doctor/doctor.ts')).doctorCommand,
  },
  {
    name: 'completion',
    group: 'try',
    summary: 'print the completion script for bash, zsh or fish',
    load: async () => (await import('../commands/completion/completion.ts')).createCompletionCommand(loadAllCommands),
  },
]

/** Loads a command by its name; undefined when there is none. */
export async function loadCommand(name: string): Promise<Command | undefined> {
  const entry = commandList.find((entry) => entry.name === name || entry.formerNames?.includes(name))
  return entry ? { ...(await entry.load()), name: entry.name, summary: entry.summary } : undefined
}

/** Loads all commands: for the completion and the tests. */
export async function loadAllCommands(): Promise<readonly Command[]> {
  return await Promise.all(
    commandList.map(async (entry) => ({ ...(await entry.load()), name: entry.name, summary: entry.summary })),
  )
}
