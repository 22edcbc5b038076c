import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Connection } from '@coupa-connector/connector'
import type { BackFillRange, ConsumerAnswer } from '@coupa-connector/process'
import { type Sandbox, type SandboxOptions, startSandbox } from '@coupa-connector/sandbox'
import type { RunReceipt } from '../report/receipt.ts'
import type { StepName } from '../run/run-options.ts'
import {
  type Answered,
  answerInvoices,
  type BackFillChange,
  connectTo,
  type DefinitionChange,
  fillInvoices,
  type Places,
  type RunChange,
  runInvoices,
  type Target,
} from './invoice-run.ts'
import type { KilledRun } from './killed-run-program.ts'

type Invoice = Readonly<Record<string, unknown>>

/** An organization, a connection to it, and folders for a target and a state. */
export interface World extends AsyncDisposable {
  readonly sandbox: Sandbox
  readonly connection: Connection
  readonly places: Places
  /** The folder of the target `files`. */
  readonly out: string
  run(options?: RunChange): Promise<RunReceipt>
  /** Fills in a range beside runs. */
  fill(range: BackFillRange, options?: BackFillChange): Promise<RunReceipt>
  /** The same in another program that is killed after a step. */
  fillKilled(
    step: StepName,
    times: number,
    range: BackFillRange,
    change: DefinitionChange,
  ): Promise<NodeJS.Signals | null>
  /** Runs in another program that is killed after a step; answers with its signal. */
  runKilled(
    step: StepName,
    times?: number,
    change?: DefinitionChange,
    template?: string,
  ): Promise<NodeJS.Signals | null>
  /** Runs in another program; answers with the most bytes that its buffers held. */
  runMeasured(template: string): Promise<number>
  /** Takes answers of the consumer, and tells Coupa. */
  answer(answers: readonly ConsumerAnswer[], options?: Pick<RunChange, 'change' | 'onStep'>): Promise<Answered>
  /** The same in another program that is killed after a step. */
  answerKilled(
    answers: readonly ConsumerAnswer[],
    step: StepName,
    times: number,
    change: DefinitionChange,
  ): Promise<NodeJS.Signals | null>
  /** What a consumer sees: the documents of the files that the manifest names, in its order. */
  delivered(): Promise<readonly Invoice[]>
  /** The invoices of the organization with this flag that the process is about. */
  approved(flag: { readonly exported: boolean }): Promise<readonly Invoice[]>
}

const execute = promisify(execFile)
const program = fileURLToPath(new URL('killed-run-program.ts', import.meta.url))

export interface WorldOptions extends SandboxOptions {
  /** Default: files in a folder of the world. */
  readonly target?: Target | undefined
}

export async function createWorld({ target: given, ...options }: WorldOptions = {}): Promise<World> {
  const sandbox = await startSandbox({ rateLimit: false, ...options })
  const folder = await mkdtemp(join(tmpdir(), 'process-'))
  const { url, accessTokenUrl, clientId, clientSecret, scope } = sandbox
  const out = join(folder, 'out')
  const target = given ?? ({ kind: 'files', settings: { folder: out } } as const)
  const places = { url, accessTokenUrl, clientId, clientSecret, scope, target, state: join(folder, 'state') }
  const connection = connectTo(places)
  const runProgram = async (told: KilledRun): Promise<NodeJS.Signals | null> => {
    const child = spawn(process.execPath, ['--conditions=source', program, JSON.stringify(told)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const [, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
    return signal
  }
  return {
    sandbox,
    connection,
    places,
    out,
    run: async (change) => await runInvoices(places, connection, change),
    fill: async (range, change) => await fillInvoices(places, connection, range, change),
    fillKilled: async (step, times, range, change) => await runProgram({ places, step, times, change, range }),
    runMeasured: async (template) => {
      const told: KilledRun = { places, step: undefined, times: 1, change: {}, template }
      const { stdout } = await execute(process.execPath, ['--conditions=source', program, JSON.stringify(told)])
      return Number(stdout)
    },
    runKilled: async (step, times = 1, change = {}, template = undefined) =>
      await runProgram({ places, step, times, change, template }),
    answer: async (answers, options) => await answerInvoices(places, connection, answers, options),
    answerKilled: async (answers, step, times, change) => await runProgram({ places, step, times, change, answers }),
    delivered: async () => {
      const manifest = await readFile(join(out, 'manifest.ndjson'), 'utf8')
      const files = lines<{ file: string }>(manifest)
      const texts = await Promise.all(files.map(({ file }) => readFile(join(out, file), 'utf8')))
      return texts.flatMap((text) => lines<Invoice>(text))
    },
    approved: async ({ exported }) =>
      await connection
        .resource('invoices')
        .query({ where: { status: { in: ['approved', 'voided'] }, exported }, fields: ['id', 'status'], limit: 10_000 })
        .toArray(),
    [Symbol.asyncDispose]: async () => {
      await connection.close()
      await sandbox.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function lines<Line>(text: string): readonly Line[] {
  return text
    .trim()
    .split('\n')
    .map((line): Line => JSON.parse(line))
}
