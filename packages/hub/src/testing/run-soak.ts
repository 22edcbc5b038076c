import { fork } from 'node:child_process'
import { once } from 'node:events'
import { makeEmbeddedDirectory } from './database/embedded-directory.ts'

export interface SoakOptions {
  readonly rounds: number
  /** Each with six requests and some thirty statements. */
  readonly jobsPerRound: number
  /** Keeps every answer, for the control. Default: false. */
  readonly hasLeak?: boolean
  readonly tell?: (line: string) => void
}

export interface SoakReport {
  /** Of the heap after each round, once it was collected. */
  readonly heapBytes: readonly number[]
  /** By how much the heap grows with a job: the slope of the line through the second half of the rounds. */
  readonly bytesPerJob: number
}

/**
 * Runs jobs through a hub in a process of its own and measures what its memory keeps of them. The first half of the rounds
 * is for what is made once: compiled code, statements that the driver knows, caches up to their bounds.
 */
export async function runSoak({ tell = () => {}, ...options }: SoakOptions): Promise<SoakReport> {
  await using directory = await makeEmbeddedDirectory()
  const heapBytes: number[] = []
  const program = fork(
    new URL('./soak-program.ts', import.meta.url),
    [directory.path, JSON.stringify({ hasLeak: false, ...options })],
    { execArgv: ['--expose-gc', '--conditions=source', '--disable-warning=ExperimentalWarning'] },
  )
  program.on('message', (message) => {
    const told = message as { readonly heapBytes: number }
    heapBytes.push(told.heapBytes)
    tell(`${heapBytes.length * options.jobsPerRound} jobs: heap ${(told.heapBytes / 1_048_576).toFixed(2)} MiB`)
  })
  const [code] = await once(program, 'exit')
  if (code !== 0 || heapBytes.length !== options.rounds) throw new Error(`the soak ended with ${code}`)
  const settled = heapBytes.slice(Math.floor(heapBytes.length / 2))
  return { heapBytes, bytesPerJob: slopeOf(settled) / options.jobsPerRound }
}

/** Of the straight line that fits best, per step. */
function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const [above, below] = values.reduce(
    ([product, square], value, index) => [product + (index - middle) * (value - mean), square + (index - middle) ** 2],
    [0, 0],
  )
  return above / below
}
