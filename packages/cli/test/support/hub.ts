import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createHubPerson } from './hub-person.ts'
import type { Finished, Person } from './program.ts'

/** A hub as a process of its own, which has said where it is. */
export interface RunningHub {
  readonly url: string
  /** Undefined when somebody is there already. */
  readonly setUpLink: string | undefined
  /** Of the sandbox organization: the block that was printed, by label. */
  readonly settings: Readonly<Record<string, string>>
  readonly process: ChildProcess
  readonly finished: Promise<Finished>
  /** Ends it as Ctrl-C does. */
  stop(): Promise<Finished>
}

/** A folder for the data of one test. */
export async function createDataDirectory(): Promise<{ readonly path: string } & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), 'coupa-hub-'))
  return {
    path: folder,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  }
}

/** Starts `serve` and waits until it has printed all. */
export async function startServe(person: Person, data: string, args: readonly string[] = []): Promise<RunningHub> {
  const { process: child, finished } = person.start(['serve', '--data-directory', data, '--port', '0', ...args])
  let printed = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    printed += text
  })
  while (!printed.includes('Ctrl-C ends it.')) {
    const ended = await Promise.race([once(child.stdout ?? child, 'data').then(() => undefined), finished])
    if (ended) throw new Error(`serve ended with ${ended.status}: ${ended.stderr}`)
  }
  const labels = ['URL', 'Client ID', 'Client Secret', 'Scope', 'Access Token URL']
  return {
    url: /The hub runs at (\S+)/.exec(printed)?.[1] ?? '',
    setUpLink: /http\S+\/set-up#\S+/.exec(printed)?.[0],
    settings: Object.fromEntries(
      labels.map((label) => [label, new RegExp(`^  ${label} +(.+)$`, 'm').exec(printed)?.[1] ?? '']),
    ),
    process: child,
    finished,
    stop: () => {
      child.kill('SIGTERM')
      return finished
    },
  }
}

/** The first administrator. */
export const anna = {
  name: 'Anna',
  email: 'anna@example.com',
  password: 'a sentence that nobody guesses',
  role: 'owner',
} as const

/** Makes the first administrator and signs the person's machine in. */
export async function setUp(person: Person, { setUpLink = '' }: RunningHub): Promise<Finished> {
  const args = ['hub', 'set-up', setUpLink, '--email', anna.email, '--name', anna.name, '--account', 'Acme']
  return await person.run(args, { input: `${anna.password}\n` })
}

/** Waits until a container of the account of a hub that is set up takes jobs. */
export async function waitForContainer({ url }: RunningHub): Promise<void> {
  const { client } = createHubPerson(url, anna)
  const { body } = await client.call('session.create', { body: { email: anna.email, password: anna.password } })
  const params = { account: body.memberships[0]?.account.id ?? '' }
  const untilMs = performance.now() + 30_000
  for (;;) {
    const { items } = (await client.call('containers.list', { params })).body
    if (items.some(({ status }) => status === 'online')) return
    if (performance.now() > untilMs) throw new Error('no container came online within 30 s')
    await pause(100)
  }
}

/** Creates a connection to the sandbox organization of the hub. */
export async function createConnection(person: Person, { settings }: RunningHub, name: string): Promise<Finished> {
  const args = [
    '--url',
    settings.URL ?? '',
    '--client-id',
    settings['Client ID'] ?? '',
    '--scope',
    settings.Scope ?? '',
  ]
  return await person.run(
    ['hub', 'connections', 'create', name, ...args, '--access-token-url', settings['Access Token URL'] ?? ''],
    { input: `${settings['Client Secret']}\n` },
  )
}
