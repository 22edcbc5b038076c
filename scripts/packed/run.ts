import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** Runs a program and gives what it printed. Throws with everything that it said when it fails. */
export async function run(command: string, args: readonly string[], cwd: string = process.cwd()): Promise<string> {
  try {
    const { stdout } = await execute(command, args, { cwd, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
    return stdout
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`, { cause: error })
  }
}
