import { type SpawnOptions, spawn } from 'node:child_process'
import { join } from 'node:path'
import type { ServerPrograms } from './find-programs.ts'
import type { ServerUser } from './server-user.ts'

/** Which program of the server runs, and as whom. */
export interface ProgramCall {
  readonly programs: ServerPrograms
  readonly user: ServerUser | undefined
  readonly name: 'initdb' | 'postgres' | 'pg_ctl'
  readonly args: readonly string[]
  /** A folder that the user may enter. */
  readonly cwd: string
}

/** The path and the options with which a program of the server is started. */
export function programStart({ programs, user, name, cwd }: ProgramCall): { file: string; options: SpawnOptions } {
  return {
    file: join(programs.folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name),
    options: {
      cwd,
      windowsHide: true,
      ...(user === undefined ? {} : { uid: user.uid, gid: user.gid }),
      // None of this program's settings (PGDATA, PGPORT, LD_LIBRARY_PATH …) reaches the server. Windows programs do not start
      // without the system's variables.
      ...(process.platform === 'win32' ? {} : { env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } }),
    },
  }
}

/** Runs a program of the server to its end, with `input` on its standard input. Returns its exit code and its output. */
export async function runProgram(
  call: ProgramCall & { readonly input?: string | undefined },
): Promise<{ readonly code: number | null; readonly output: string }> {
  const { file, options } = programStart(call)
  const child = spawn(file, [...call.args], { ...options, stdio: ['pipe', 'pipe', 'pipe'] })
  let output = ''
  const hear = (text: string): void => {
    output = (output + text).slice(-maxOutputCharacters)
  }
  child.stdout?.setEncoding('utf8').on('data', hear)
  child.stderr?.setEncoding('utf8').on('data', hear)
  // A program that ended early reads no more; its exit code says so.
  child.stdin?.on('error', () => {}).end(call.input ?? '')
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  return { code, output }
}

/** What a program says last is what matters. */
const maxOutputCharacters = 16_384
