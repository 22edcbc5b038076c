import { randomUUID } from 'node:crypto'
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type HubDatabase, openEmbeddedDatabase, openPostgresqlDatabase } from '@coupa-connector/hub'
import { type Client, createClient } from '@coupa-connector/protocol'
import { type Sandbox, type SandboxOptions, startSandbox } from '@coupa-connector/sandbox'
import pg from 'pg'
import { makeKey } from '../../packages/cli/src/commands/hub-session/sign-in.ts'
import { type Balancer, findFreePort, startBalancer } from './balancer.ts'
import { createProgram, type Program, runCommand } from './program.ts'

/** One hub on the embedded database or two on PostgreSQL, an atom and a molecule of three nodes, as processes. */
export interface Installation extends AsyncDisposable {
  readonly hubs: readonly Program[]
  readonly nodes: readonly Program[]
  readonly sandbox: Sandbox
  readonly client: Client
  readonly account: string
  /** Ids of the atom and of the molecule. */
  readonly containers: readonly string[]
  readonly keyFile: string
  /** A folder that the nodes share, for what they deliver. */
  readonly home: string
  /** Opens the database, beside the hubs. */
  openDatabase(): Promise<HubDatabase>
  /** Ends the connections of all hubs to the database. The embedded one is killed for it, and started again by its hub. */
  cutConnections(): Promise<void>
}

/** Nodes by the kind of their container. */
export type NodeNames = readonly (readonly ['atom' | 'molecule', readonly string[]])[]

const usualNodes: NodeNames = [
  ['atom', ['atom']],
  ['molecule', ['first', 'second', 'third']],
]

/** Sets an installation up. `server` is a PostgreSQL on which it makes a database of its own; undefined is embedded. */
export async function startInstallation(
  server: string | undefined,
  {
    sandbox: organization = { records: 20 },
    nodes: names = usualNodes,
  }: { readonly sandbox?: SandboxOptions; readonly nodes?: NodeNames } = {},
): Promise<Installation> {
  await using opened = new AsyncDisposableStack()
  const home = await mkdtemp(join(tmpdir(), 'coupa-torture-'))
  // For root: the server of the embedded database runs as another user.
  await chmod(home, 0o711)
  opened.defer(async () => {
    // The hubs were killed, so that nobody has stopped their database.
    if (server === undefined) await killServer(join(home, 'hub-1', 'database')).catch(() => {})
    await rm(home, { recursive: true, force: true, maxRetries: 5 })
  })
  const sandbox = opened.use(await startSandbox({ rateLimit: false, ...organization }))
  const databaseUrl = server === undefined ? undefined : await createDatabase(server, opened)
  const balancer = await startBalancer()
  opened.defer(() => balancer.close())

  const { hubs, setUpLink, keyFile } = await startHubs({ home, balancer, databaseUrl, opened })
  const { client, account } = await signIn(balancer.origin, setUpLink)
  const nodes = await enrolNodes({ home, origin: balancer.origin, client, account, names })
  for (const node of nodes) opened.defer(() => node.kill())
  await Promise.all(nodes.map((node) => node.start()))
  const { body } = await client.call('containers.list', { params: { account } })
  const kept = opened.move()
  return {
    hubs,
    nodes,
    sandbox,
    client,
    account,
    containers: body.items.map(({ id }) => id),
    keyFile,
    home,
    openDatabase: () =>
      databaseUrl === undefined
        ? openEmbeddedDatabase({ directory: join(home, 'hub-1', 'database') })
        : openPostgresqlDatabase({ url: databaseUrl, maxConnections: 2, applicationName: 'torture' }),
    cutConnections: () =>
      databaseUrl === undefined ? killServer(join(home, 'hub-1', 'database')) : cutConnections(databaseUrl),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

async function startHubs({
  home,
  balancer,
  databaseUrl,
  opened,
}: {
  readonly home: string
  readonly balancer: Balancer
  readonly databaseUrl: string | undefined
  readonly opened: AsyncDisposableStack
}): Promise<{ hubs: Program[]; setUpLink: string; keyFile: string }> {
  const keyFile = join(home, 'hub-1', 'keys.json')
  const hubs: Program[] = []
  const ports: number[] = []
  let setUpLink = ''
  for (let number = 1; number <= (databaseUrl === undefined ? 1 : 2); number++) {
    const directory = join(home, `hub-${number}`)
    const port = await findFreePort()
    if (number > 1) {
      await mkdir(directory, { mode: 0o700 })
      await copyFile(keyFile, join(directory, 'keys.json'))
    }
    const options = ['--data-directory', directory, '--port', String(port), '--origin', balancer.origin]
    const hub = createProgram({
      name: `hub ${number}`,
      args: [
        'serve',
        ...options,
        '--no-atom',
        '--no-sandbox',
        ...(databaseUrl === undefined ? [] : ['--database', databaseUrl]),
      ],
      home,
      ready: 'Ctrl-C ends it.',
    })
    opened.defer(() => hub.kill())
    const printed = await hub.start()
    // Each hub that starts makes a new link, and the one before it ends.
    setUpLink = /http\S+\/set-up#\S+/.exec(printed)?.[0] ?? setUpLink
    hubs.push(hub)
    ports.push(port)
  }
  balancer.setPorts(ports)
  return { hubs, setUpLink, keyFile }
}

async function signIn(origin: string, setUpLink: string): Promise<{ client: Client; account: string }> {
  const body = {
    token: setUpLink.split('#')[1] ?? '',
    name: 'Anna',
    email: 'anna@example.com',
    password: 'a sentence that nobody guesses',
    accountName: 'Acme',
  }
  const context = { environment: {}, signal: new AbortController().signal }
  const { key } = await makeKey(origin, { kind: 'set-up', body }, context)
  const client = createClient({ hubUrl: origin, credential: () => key })
  const { body: accounts } = await client.call('accounts.list')
  const account = accounts.items[0]?.account.id
  if (account === undefined) throw new Error('the set-up made no account')
  return { client, account }
}

async function enrolNodes({
  home,
  origin,
  client,
  account,
  names: wanted,
}: {
  readonly home: string
  readonly origin: string
  readonly client: Client
  readonly account: string
  readonly names: NodeNames
}): Promise<Program[]> {
  const nodes: Program[] = []
  for (const [kind, names] of wanted) {
    const { body } = await client.call('installerTokens.create', {
      params: { account },
      body: { kind, maxUses: names.length },
    })
    for (const name of names) {
      const directory = join(home, name)
      await runCommand(
        [
          'container',
          'enroll',
          '--hub',
          origin,
          '--kind',
          kind,
          '--name',
          kind,
          '--node',
          name,
          '--data-directory',
          directory,
        ],
        home,
        { COUPA_CONNECTOR_INSTALLER_TOKEN: body.token },
      )
      nodes.push(
        createProgram({
          name: `node ${name}`,
          args: ['container', 'run', '--data-directory', directory],
          home,
          ready: 'Ctrl-C ends it.',
        }),
      )
    }
  }
  return nodes
}

async function createDatabase(server: string, opened: AsyncDisposableStack): Promise<string> {
  const name = `torture_${randomUUID().replaceAll('-', '')}`
  await administer(server, `create database ${name}`)
  opened.defer(() => administer(server, `drop database ${name} with (force)`))
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

async function cutConnections(url: string): Promise<void> {
  await administer(
    url,
    `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'coupa-connector'`,
  )
}

async function killServer(directory: string): Promise<void> {
  const [pid] = (await readFile(join(directory, 'postgresql', 'data', 'postmaster.pid'), 'utf8')).split('\n')
  process.kill(Number(pid), 'SIGKILL')
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
