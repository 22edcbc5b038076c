import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createConnection } from '@coupa-connector/connector'
import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import type { OrganizationView } from './load-cases.ts'

const bin = fileURLToPath(new URL('../../../packages/cli/bin/coupa-connector.js', import.meta.url))

/** When a run of the program is killed. */
export type Kill =
  | { readonly after: 'requests'; readonly count: number; readonly delayMs: number }
  | { readonly after: 'start'; readonly delayMs: number }
  /** The outcomes are beside the input: only the end of the run is left. */
  | { readonly after: 'result'; readonly delayMs: number }

/** How a run of the program ended. */
export interface LoadAttempt {
  readonly isKilled: boolean
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** An organization of its own, a folder for definitions and inputs, and the real program over both. */
export interface LoadPlace extends AsyncDisposable {
  readonly sandbox: Sandbox
  readonly folder: string
  readonly view: OrganizationView
  /** Runs the program; with `kill`, it dies of SIGKILL unless it has ended by then. */
  run(args: readonly string[], kill?: Kill, resultFile?: string): Promise<LoadAttempt>
}

/** Makes a place of loads. */
export async function createLoadPlace(seed: number): Promise<LoadPlace> {
  await using opened = new AsyncDisposableStack()
  const sandbox = opened.use(await startSandbox({ rateLimit: false, records: 60, seed, latencyMs: 3 }))
  const folder = await mkdtemp(join(tmpdir(), 'load-torture-'))
  opened.defer(() => rm(folder, { recursive: true, force: true }))
  await mkdir(join(folder, 'inbox'))
  const { url, accessTokenUrl, clientId, clientSecret, scope } = sandbox
  const settings = { url, accessTokenUrl, clientId, clientSecret, scope }
  const rate = { perSecond: 1000, burst: 1000 }
  const connection = createConnection({ ...settings, authenticationType: 'oauth2' }, { rate })
  opened.defer(() => connection.close())
  const environment = {
    ...{ PATH: process.env.PATH, HOME: folder, COUPA_URL: url, COUPA_ACCESS_TOKEN_URL: accessTokenUrl },
    ...{ COUPA_CLIENT_ID: clientId, COUPA_CLIENT_SECRET: clientSecret, COUPA_SCOPE: scope },
  }
  const kept = opened.move()
  return {
    sandbox,
    folder,
    view: {
      records: async (resource, where, fields) =>
        await connection
          .resource<string>(resource)
          .query({ where, fields: fields as never, limit: 100_000 })
          .toArray(),
      write: (name, content) => writeFile(join(folder, 'inbox', name), content),
    },
    run: async (args, kill, resultFile) => {
      const child = spawn(process.execPath, [bin, ...args], { cwd: folder, env: environment, stdio: 'pipe' })
      child.stdin.end()
      const outcome = endOf(child)
      const ended = new AbortController()
      void outcome.finally(() => ended.abort())
      if (kill !== undefined) await killWhen(kill, child, { sandbox, resultFile, signal: ended.signal })
      return await outcome
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

async function endOf(child: ChildProcess): Promise<LoadAttempt> {
  let [stdout, stderr] = ['', '']
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const [status, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
  return { isKilled: signal === 'SIGKILL', status, stdout, stderr }
}

interface Watched {
  readonly sandbox: Sandbox
  readonly resultFile: string | undefined
  /** Aborted when the program has ended by itself. */
  readonly signal: AbortSignal
}

async function killWhen(kill: Kill, child: ChildProcess, { sandbox, resultFile = '', signal }: Watched): Promise<void> {
  const before = { requests: sandbox.counters.api, result: await versionOf(resultFile) }
  const isDue = async (): Promise<boolean> => {
    if (kill.after === 'start') return true
    if (kill.after === 'requests') return sandbox.counters.api - before.requests >= kill.count
    return (await versionOf(resultFile)) !== before.result
  }
  while (!signal.aborted && !(await isDue())) await sleep(1)
  if (kill.delayMs > 0) await sleep(kill.delayMs, undefined, { signal }).catch(() => {})
  if (!signal.aborted) child.kill('SIGKILL')
}

async function versionOf(file: string): Promise<string> {
  const found = await stat(file).catch(() => undefined)
  return found === undefined ? '' : `${found.ino} ${found.mtimeMs}`
}

/** The lines of NDJSON in a file; none where there is no file. */
export async function readLines(file: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const text = await readFile(file, 'utf8').catch(() => '')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
}
