import type { BodyInputOf, ResponseOf, Role, Routes } from '@coupa-connector/protocol'
import type { Kysely } from 'kysely'
import { type Browser, chromium, type Page } from 'playwright-core'
import { findChromium } from '../../../../scripts/find-chromium.ts'
import { placesOf } from '../../../cli/src/commands/serve/installation/installation-options.ts'
import { createDataDirectory, type RunningHub, startServe } from '../../../cli/test/support/hub.ts'
import { createHubPerson, type HubPerson } from '../../../cli/test/support/hub-person.ts'
import { createPerson, type Person } from '../../../cli/test/support/program.ts'
import { openEmbeddedDatabase } from '../../../hub/src/database/connecting/open-embedded.ts'
import type { Database } from '../../../hub/src/database/schema.ts'
import { advanceDatabaseTime } from '../../../hub/src/testing/database/test-database.ts'
import { openWatchedPage, type WatchedPage, type WatchedPageOptions } from './watched-page.ts'

/** The program as people start it, `serve` with its atom and its sandbox organization, and a browser before it. */
export interface ConsoleWorld extends AsyncDisposable {
  readonly url: string
  /** As it was printed. It is spent unless the world was started with `isSetUp: false`. */
  readonly setUpLink: string
  /** Of the sandbox organization, as they were printed. */
  readonly sandbox: OrganizationSettings
  /** The account of the first administrator. */
  readonly account: string
  /** The first administrator, owner of the account. */
  readonly owner: HubPerson
  readonly browser: Browser
  /** Invites somebody to the account, who accepts and is signed in. */
  addPerson(role: Role, name?: string): Promise<HubPerson>
  /** A connection to the sandbox organization unless other settings are given. */
  createConnection(given?: ConnectionGiven): Promise<Connection>
  /** Tests a stored connection and waits until it is finished. */
  testConnection(connection: string, container?: string): Promise<Job>
  /** A container of its own on a machine of its own, online. */
  addContainer(name: string): Promise<RunningContainer>
  /** Moves the time of the hub's database on, for what ends by itself after a time: a lease, a wait for a container. */
  passTime(durationMs: number): Promise<void>
  /** Leaves something in the hub's database, as its nodes would. */
  withDatabase(work: (db: Kysely<Database>) => Promise<void>): Promise<void>
  /** Resolves with the containers of the account when one of them is online. */
  online(): Promise<readonly Container[]>
  /**
   * Opens an address in a browser profile without a past: one of the account (`connections/new`), or any when it begins with
   * `/`. The owner is signed in unless `person` says otherwise. `closePages` takes it back.
   */
  open(address: string, options?: WatchedPageOptions): Promise<Page>
  /** Clears all pages that were opened, for others to open, and throws when one of them had a fault. */
  closePages(): Promise<void>
}

export interface ConsoleWorldOptions {
  /** Default: true. Without it nobody is there yet. */
  readonly isSetUp?: boolean
  /** More arguments for `serve`. */
  readonly args?: readonly string[]
  /** A data directory that is there already, and stays. */
  readonly dataDirectory?: string
}

/** What signs in to an organization. */
export interface OrganizationSettings {
  readonly url: string
  readonly clientId: string
  readonly clientSecret: string
  readonly scope: string
  readonly accessTokenUrl: string
}

export interface ConnectionGiven extends Partial<OrganizationSettings> {
  readonly name?: string
  readonly folder?: string
  readonly labels?: readonly string[]
  readonly description?: string
}

export interface RunningContainer {
  readonly id: string
  readonly name: string
  /** Ends it as a lost machine ends. */
  kill(): Promise<void>
}

export type Connection = ResponseOf<Routes['connection.get']>
export type Container = ResponseOf<Routes['container.get']>
export type Job = ResponseOf<Routes['job.get']>

/** A sentence, as the console advises. */
export const password = 'a sentence that nobody guesses'

/** Starts one on a data directory of its own. */
export async function startConsoleWorld(options: ConsoleWorldOptions = {}): Promise<ConsoleWorld> {
  await using started = new AsyncDisposableStack()
  const machine = started.use(await createPerson())
  const dataDirectory = options.dataDirectory ?? started.use(await createDataDirectory()).path
  const [hub, browser] = await Promise.all([
    startServe(machine, dataDirectory, options.args),
    chromium.launch({
      executablePath: findChromium(),
      args: ['--no-sandbox', '--disable-background-networking', '--disable-gpu'],
    }),
  ])
  started.defer(async () => void (await hub.stop()))
  started.defer(() => browser.close())
  const owner = createHubPerson(hub.url, { name: 'Anna Berg', email: 'anna@example.com', password, role: 'owner' })
  const account = (options.isSetUp ?? true) ? await setUp(hub, owner) : ''
  // From here on it is the world's: what it starts later is ended with the rest.
  const stack = started.move()
  const world = createWorld({ hub, dataDirectory, browser, owner, account, started: stack })
  return { ...world, [Symbol.asyncDispose]: () => stack.disposeAsync() }
}

interface WorldParts {
  readonly hub: RunningHub
  readonly dataDirectory: string
  readonly browser: Browser
  readonly owner: HubPerson
  readonly account: string
  readonly started: AsyncDisposableStack
}

function createWorld(parts: WorldParts): Omit<ConsoleWorld, typeof Symbol.asyncDispose> {
  const { hub, dataDirectory, browser, owner, account, started } = parts
  const params = { account }
  const pages: WatchedPage[] = []
  const clearPages: WatchedPage[] = []
  const sandbox = settingsOf(hub)

  async function online(): Promise<readonly Container[]> {
    const { body } = await owner.client.call('containers.list', { params })
    if (body.items.some(({ status }) => status === 'online')) return body.items
    await pause()
    return await online()
  }

  return {
    url: hub.url,
    setUpLink: hub.setUpLink ?? '',
    sandbox,
    account,
    owner,
    browser,
    online,
    addPerson: async (role, name = `${role} of the account`) => {
      const email = `${name.toLowerCase().replaceAll(' ', '.')}@example.com`
      const { body } = await owner.client.call('invitations.create', { params, body: { email, role } })
      const person = createHubPerson(hub.url, { name, email, password, role })
      const token = new URL(body.link).hash.slice(1)
      await person.client.call('invitation.accept', { body: { token, name, password } })
      return person
    },
    createConnection: async ({ name = 'Acme', folder, labels, description, ...settings } = {}) => {
      const { clientSecret, ...fields } = { ...sandbox, ...settings }
      const handle = await setSecret(owner, account, clientSecret)
      const body: BodyInputOf<Routes['connections.create']> = {
        name,
        ...(folder === undefined ? {} : { folder }),
        ...(labels === undefined ? {} : { labels: [...labels] }),
        ...(description === undefined ? {} : { description }),
        fields: { ...fields, authenticationType: 'oauth2' },
        secrets: { clientSecret: handle },
      }
      return (await owner.client.call('connections.create', { params, body })).body
    },
    testConnection: async (connection, container) => {
      const { body } = await owner.client.call('tests.start', { params, body: { connection, container } })
      return await finished(owner, account, body.id)
    },
    addContainer: async (name) => await addContainer(name, parts),
    passTime: async (durationMs) => {
      await using database = await openEmbeddedDatabase({ directory: placesOf(dataDirectory).database })
      await advanceDatabaseTime(database, durationMs)
    },
    withDatabase: async (work) => {
      await using database = await openEmbeddedDatabase({ directory: placesOf(dataDirectory).database })
      await work(database.db)
    },
    open: async (address, options = {}) => {
      const person = 'person' in options ? options.person : owner
      const opened = clearPages.pop() ?? (await openWatchedPage(browser, hub.url))
      pages.push(opened)
      await opened.handOver({ ...options, person })
      await opened.page.goto(address.startsWith('/') ? address : `/a/${account}/${address}`)
      return opened.page
    },
    closePages: async () => {
      const closing = pages.splice(0)
      const faults = closing.flatMap((opened) => opened.faults)
      await Promise.all(closing.map((opened) => opened.clear()))
      clearPages.push(...closing)
      if (faults.length > 0) throw new Error(`The console did what it never may:\n${faults.join('\n')}`)
    },
  }

  async function addContainer(name: string, { hub }: WorldParts): Promise<RunningContainer> {
    const machine = started.use(await createPerson())
    const { body } = await owner.client.call('installerTokens.create', { params, body: { kind: 'atom' } })
    const enroll = ['container', 'enroll', '--hub', hub.url, '--name', name, '--node', name]
    const { status, stderr } = await machine.run(enroll, { input: `${body.token}\n` })
    if (status !== 0) throw new Error(`container enroll ended with ${status}: ${stderr}`)
    const kill = startNode(machine)
    started.defer(kill)
    for (;;) {
      const found = (await online()).find((container) => container.name === name)
      if (found?.status === 'online') return { id: found.id, name, kill }
      await pause()
    }
  }
}

function startNode(machine: Person): () => Promise<void> {
  const { process, finished } = machine.start(['container', 'run'])
  return async () => {
    process.kill('SIGKILL')
    await finished
  }
}

async function setUp({ setUpLink = '' }: RunningHub, owner: HubPerson): Promise<string> {
  const { name, email } = owner
  const token = new URL(setUpLink).hash.slice(1)
  const body = { token, name, email, password: owner.password, accountName: 'Acme Procurement' }
  const answer = await owner.client.call('installation.setUp', { body })
  return answer.body.memberships[0]?.account.id ?? ''
}

async function setSecret({ client }: HubPerson, account: string, value: string): Promise<string> {
  const { body } = await client.call('secrets.create', { params: { account }, body: { field: 'clientSecret', value } })
  return body.handle
}

async function finished({ client }: HubPerson, account: string, job: string): Promise<Job> {
  for (;;) {
    const { body } = await client.call('job.get', { params: { account, job }, query: { waitMs: 25_000 } })
    if (body.state === 'finished') return body
  }
}

function settingsOf({ settings }: RunningHub): OrganizationSettings {
  return {
    url: settings.URL ?? '',
    clientId: settings['Client ID'] ?? '',
    clientSecret: settings['Client Secret'] ?? '',
    scope: settings.Scope ?? '',
    accessTokenUrl: settings['Access Token URL'] ?? '',
  }
}

/** Programs of their own are waited for here, and they have the machine's clock. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 100))
}
