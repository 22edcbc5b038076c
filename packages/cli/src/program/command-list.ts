import type { Command, CommandBody } from '../command/command.ts'

/** A command of the program before its module is loaded. */
export interface CommandEntry {
  readonly name: string
  /** As in `Command`. */
  readonly formerNames?: readonly string[]
  readonly summary: string
  load(): Promise<CommandBody>
}

/** All commands in the order of the help. Naming a command loads it; the help of the program loads none. */
export const commandList: readonly CommandEntry[] = [
  {
    name: 'test',
    summary: 'test the connection stage by stage, and say what to change when it fails',
    load: async () => (await import('../commands/test/test.ts')).testCommand,
  },
  {
    name: 'query',
    summary: 'read the records of a resource, to standard output or a file',
    load: async () => (await import('../commands/query/query.ts')).queryCommand,
  },
  {
    name: 'get',
    summary: 'read one record',
    load: async () => (await import('../commands/records/get.ts')).getCommand,
  },
  {
    name: 'create',
    summary: 'create a record, or many from NDJSON',
    load: async () => (await import('../commands/records/create.ts')).createCommand,
  },
  {
    name: 'update',
    summary: 'change a record, or many from NDJSON',
    load: async () => (await import('../commands/records/update.ts')).updateCommand,
  },
  {
    name: 'action',
    formerNames: ['act'],
    summary: 'perform an action of Coupa on a record: submit, approve, void, …',
    load: async () => (await import('../commands/records/act.ts')).actCommand,
  },
  {
    name: 'attach',
    summary: 'attach a file to a record',
    load: async () => (await import('../commands/attachments/attach.ts')).attachCommand,
  },
  {
    name: 'download',
    summary: 'list or download the attachments of a record',
    load: async () => (await import('../commands/attachments/download.ts')).downloadCommand,
  },
  {
    name: 'resources',
    summary: 'browse the resources of the API: fields, operations, actions, scopes',
    load: async () => (await import('../commands/catalog/resources.ts')).resourcesCommand,
  },
  {
    name: 'scopes',
    summary: 'print the smallest scope string for what you want to do',
    load: async () => (await import('../commands/catalog/scopes.ts')).scopesCommand,
  },
  {
    name: 'connections',
    summary: 'keep connections under a name, with their secrets sealed',
    load: async () => (await import('../commands/connections/connections.ts')).connectionsCommand,
  },
  {
    name: 'serve',
    summary: 'run the hub, with an atom and a sandbox organization for the first try',
    load: async () => (await import('../commands/serve/serve.ts')).serveCommand,
  },
  {
    name: 'container',
    summary: 'enrol this machine as a container of a hub, and run it',
    load: async () => (await import('../commands/container/container.ts')).containerCommand,
  },
  {
    name: 'hub',
    summary: 'work with a hub: its connections, containers, tests and whole API',
    load: async () => (await import('../commands/hub/hub.ts')).hubCommand,
  },
  {
    name: 'keys',
    summary: "rotate, check, export and import the keys that seal a hub's secrets",
    load: async () => (await import('../commands/admin/keys.ts')).keysCommand,
  },
  {
    name: 'backup',
    summary: "write a backup of a hub's database",
    load: async () => (await import('../commands/admin/backup.ts')).backupCommand,
  },
  {
    name: 'restore',
    summary: 'restore a backup into an empty database',
    load: async () => (await import('../commands/admin/restore.ts')).restoreCommand,
  },
  {
    name: 'people',
    summary: 'help people who cannot sign in to a hub',
    load: async () => (await import('../commands/admin/people.ts')).peopleCommand,
  },
  {
    name: 'sandbox',
    summary: 'start a stand-in Coupa organization on this machine',
    load: async () => (await import('../commands/sandbox/sandbox.ts')).sandboxCommand,
  },
  {
    name: 'demo',
    summary: 'see it all work within a minute, on this machine alone',
    load: async () => (await import('../commands/demo/demo.ts')).demoCommand,
  },
  {
    name: 'completion',
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
