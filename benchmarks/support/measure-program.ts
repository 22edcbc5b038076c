import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

/** What a run of the command line took. */
export interface MeasuredProgram {
  readonly printed: string
  readonly seconds: number
  /** Of all its threads. */
  readonly processorSeconds: number
  readonly peakMebibytes: number
}

/** The command line, to be started with its arguments. */
export const bin: string = fileURLToPath(import.meta.resolve('coupa-connector/bin/coupa-connector.js'))
const reporter = fileURLToPath(new URL('./report-resources.js', import.meta.url))

/** Runs the command line to its end, and throws if it fails. */
export async function measureProgram(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<MeasuredProgram> {
  const folder = mkdtempSync(join(tmpdir(), 'resources-'))
  const file = join(folder, 'resources.json')
  try {
    const startedAt = performance.now()
    const child = spawn(process.execPath, ['--import', reporter, bin, ...args], {
      env: { ...process.env, ...environment, RESOURCES_FILE: file },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [printed, [status]] = await Promise.all([text(child.stdout), once(child, 'close')])
    const seconds = (performance.now() - startedAt) / 1000
    if (status !== 0) throw new Error(`${args.slice(0, 2).join(' ')} ended with ${status}: ${printed}`)
    return { printed, seconds, ...JSON.parse(readFileSync(file, 'utf8')) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
