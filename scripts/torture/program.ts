import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const bin = fileURLToPath(new URL('../../packages/cli/bin/coupa-connector.js', import.meta.url))

export interface ProgramOptions {
  readonly name: string
  /** Of the command line. */
  readonly args: readonly string[]
  /** A folder of its own, for what it keeps. */
  readonly home: string
  /** What it prints when it is ready. */
  readonly ready: string
}

/** The real command line program as a process, which can be killed and started again. */
export interface Program {
  readonly name: string
  /** Resolves with what it has printed when it is ready. */
  start(): Promise<string>
  /** Lets it stand still, or go on. */
  signal(name: 'SIGSTOP' | 'SIGCONT'): void
  /** Kills it at once, and resolves when it is gone. */
  kill(): Promise<void>
}

/** Makes a program that is not started yet. */
export function createProgram({ name, args, home, ready }: ProgramOptions): Program {
  let child: ChildProcess | undefined
  return {
    name,
    start: async () => {
      const started = spawnProgram(args, home)
      child = started
      let printed = ''
      let complaints = ''
      started.stderr?.setEncoding('utf8').on('data', (text: string) => {
        complaints = (complaints + text).slice(-4000)
      })
      return await new Promise((resolve, reject) => {
        started.stdout?.setEncoding('utf8').on('data', (text: string) => {
          if (printed.includes(ready)) return
          printed += text
          if (printed.includes(ready)) resolve(printed)
        })
        started.once('exit', (code, signal) => {
          reject(new Error(`${name} ended (${code ?? signal}) before it was ready: ${complaints}`))
        })
      })
    },
    signal: (name) => void child?.kill(name),
    kill: async () => {
      const running = child
      child = undefined
      if (!running || running.exitCode !== null || running.signalCode !== null) return
      running.kill('SIGKILL')
      await once(running, 'exit')
    },
  }
}

/** Runs a command to its end. Throws what it complained of when it did not succeed. */
export async function runCommand(
  args: readonly string[],
  home: string,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  const child = spawnProgram(args, home, environment)
  let complaints = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaints += text
  })
  child.stdout?.resume()
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`coupa-connector ${args.slice(0, 2).join(' ')} ended with ${code}: ${complaints}`)
}

function spawnProgram(
  args: readonly string[],
  home: string,
  environment: Readonly<Record<string, string>> = {},
): ChildProcess {
  return spawn(process.execPath, [bin, ...args], {
    cwd: home,
    env: { PATH: process.env.PATH, HOME: home, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}
