import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { print } from '../../terminal/print.ts'
import { givenLogin } from '../hub-session/open-hub.ts'

/** Prints where the hub is that this machine is signed in to, and on a terminal opens its console in a browser. */
export async function runOpen(input: CommandInput, context: Context): Promise<number> {
  const { url } = await givenLogin(context)
  await print(context.stdout, `${url}\n`)
  if (!context.isTerminal.stdout || input.flag('print')) return 0
  const program = browserProgram(context.environment)
  if (!program || !(await isStarted(program, url))) {
    await print(context.stderr, 'No browser could be started here. Open the address above.\n')
  }
  return 0
}

interface Program {
  readonly file: string
  readonly args: readonly string[]
}

/** What opens an address; undefined on a machine without a screen. No shell reads the address. */
function browserProgram(environment: Context['environment']): Program | undefined {
  const { BROWSER: browser, DISPLAY: display, WAYLAND_DISPLAY: wayland } = environment
  if (browser) return { file: browser, args: [] }
  if (process.platform === 'darwin') return { file: 'open', args: [] }
  if (process.platform === 'win32') return { file: 'rundll32', args: ['url.dll,FileProtocolHandler'] }
  return display || wayland ? { file: 'xdg-open', args: [] } : undefined
}

/** Starts the program, which goes on when this one ends. */
async function isStarted({ file, args }: Program, url: string): Promise<boolean> {
  const child = spawn(file, [...args, url], { detached: true, stdio: 'ignore' })
  try {
    await once(child, 'spawn')
    child.unref()
    return true
  } catch {
    return false
  }
}
