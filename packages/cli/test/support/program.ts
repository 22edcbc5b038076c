import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const bin = fileURLToPath(new URL('../../bin/coupa-connector.js', import.meta.url))

/** Of the environment of the tests, only what a program needs to start, and where Node keeps what it has compiled. */
const shared = { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE }

export interface Finished {
  readonly status: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly environment?: Readonly<Record<string, string>>
  /** Standard input; without it, it is empty. */
  readonly input?: string
  /** Neither writes to standard input nor ends it. */
  readonly leaveInputOpen?: boolean
}

/** A person's home on a machine of its own, and the program in it. What still runs there ends with it. */
export interface Person extends AsyncDisposable {
  readonly home: string
  run(args: readonly string[], options?: RunOptions): Promise<Finished>
  /** Starts the program and leaves it running. */
  start(args: readonly string[], options?: RunOptions): { process: ChildProcess; finished: Promise<Finished> }
}

/** Makes a home. */
export async function createPerson(environment: Readonly<Record<string, string>> = {}): Promise<Person> {
  const home = await mkdtemp(join(tmpdir(), 'coupa-person-'))
  const running = new Set<ChildProcess>()
  const start: Person['start'] = (args, options = {}) => {
    const child = spawn(process.execPath, [bin, ...args], {
      cwd: home,
      env: { ...shared, HOME: home, ...environment, ...options.environment },
    })
    running.add(child)
    child.once('close', () => running.delete(child))
    child.stdin.on('error', () => {})
    if (!options.leaveInputOpen) child.stdin.end(options.input ?? '')
    return { process: child, finished: finish(child) }
  }
  return {
    home,
    start,
    run: (args, options) => start(args, options).finished,
    [Symbol.asyncDispose]: async () => {
      // A test that failed has not ended what it started.
      for (const child of running) child.kill('SIGKILL')
      await rm(home, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** The environment that points the program at a sandbox. */
export function environmentOf(sandbox: {
  url: string
  accessTokenUrl: string
  clientId: string
  clientSecret: string
  scope: string
}): Record<string, string> {
  return {
    COUPA_URL: sandbox.url,
    COUPA_ACCESS_TOKEN_URL: sandbox.accessTokenUrl,
    COUPA_CLIENT_ID: sandbox.clientId,
    COUPA_CLIENT_SECRET: sandbox.clientSecret,
    COUPA_SCOPE: sandbox.scope,
  }
}

/** The lines of NDJSON. */
export function lines(text: string): Record<string, unknown>[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

function finish(child: ChildProcess): Promise<Finished> {
  let stdout = ''
  let stderr = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (status, signal) => resolve({ status, signal, stdout, stderr }))
  })
}
