import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Connection, createConnection } from '@coupa-connector/connector'
import { type Sandbox, type SandboxOptions, startSandbox } from '@coupa-connector/sandbox'
import type { LoadStepName } from '../load/load-context.ts'
import type { LoadReceipt } from '../load/load-receipt.ts'
import type { ResultLine } from '../load/state/load-state.ts'
import { csvOf } from './csv-of.ts'
import type { KilledLoad } from './killed-load-program.ts'
import { type LoadFilesOptions, type LoadPlaces, loadFiles } from './load-files.ts'

type CoupaRecord = Readonly<Record<string, unknown>>

export interface WorldLoadOptions extends Partial<LoadFilesOptions> {
  /** Loads with a state that knows nothing. Default: false. */
  readonly isForgotten?: boolean | undefined
}

/** An organization, a connection to it, and a folder with inputs and a state. */
export interface LoadWorld extends AsyncDisposable {
  readonly sandbox: Sandbox
  readonly connection: Connection
  readonly folder: string
  /** Writes an input; answers with its path. */
  write(name: string, content: string | Uint8Array): Promise<string>
  /** Writes rows as CSV; the first names the columns. */
  writeRows(name: string, rows: readonly (readonly string[])[]): Promise<string>
  /** Loads a file once. */
  load(file: string, options?: WorldLoadOptions): Promise<LoadReceipt>
  /** Loads in another program that is killed after a step; answers with its signal. */
  loadKilled(
    file: string,
    step: LoadStepName,
    times: number,
    options?: Partial<Pick<KilledLoad, 'template' | 'change' | 'inbox'>>,
  ): Promise<NodeJS.Signals | null>
  /** What became of the records of an input. */
  results(file: string): Promise<readonly ResultLine[]>
  /** Records of Coupa. */
  records(resource: string, where: Readonly<Record<string, unknown>>, fields: readonly string[]): Promise<CoupaRecord[]>
}

const program = fileURLToPath(new URL('killed-load-program.ts', import.meta.url))

/** Creates a world of loads with an organization of its own. */
export async function createLoadWorld(options: SandboxOptions = {}): Promise<LoadWorld> {
  const sandbox = await startSandbox({ rateLimit: false, ...options })
  const folder = await mkdtemp(join(tmpdir(), 'load-'))
  const { url, accessTokenUrl, clientId, clientSecret, scope } = sandbox
  const places: LoadPlaces = { url, accessTokenUrl, clientId, clientSecret, scope, state: join(folder, 'state') }
  const connection = createConnection({ url, accessTokenUrl, clientId, clientSecret, scope })
  await mkdir(join(folder, 'inbox'))
  const write = async (name: string, content: string | Uint8Array): Promise<string> => {
    const path = join(folder, name)
    await writeFile(path, content)
    return path
  }
  return {
    sandbox,
    connection,
    folder,
    write,
    writeRows: async (name, rows) => await write(name, csvOf(rows)),
    load: async (file, { isForgotten = false, ...more } = {}) => {
      const state = isForgotten ? await mkdtemp(join(folder, 'state-')) : places.state
      return await loadFiles({ ...places, state }, { settings: { file }, ...more })
    },
    loadKilled: async (file, step, times, { template = 'L09', change = {}, inbox } = {}) => {
      const told: KilledLoad = { places, settings: { file }, template, change, step, times, inbox }
      const child = spawn(process.execPath, ['--conditions=source', program, JSON.stringify(told)], {
        stdio: ['ignore', 'ignore', 'inherit'],
      })
      const [, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
      return signal
    },
    results: async (file) => linesOf(await readFile(`${file}.result.ndjson`, 'utf8')),
    records: async (resource, where, fields) =>
      await connection.resource<string>(resource).query({ where, fields, limit: 100_000 }).toArray(),
    [Symbol.asyncDispose]: async () => {
      await connection.close()
      await sandbox.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function linesOf(text: string): readonly ResultLine[] {
  return text
    .trim()
    .split('\n')
    .map((line): ResultLine => JSON.parse(line))
}
