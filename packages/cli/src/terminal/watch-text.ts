import { clearScreenDown, cursorTo } from 'node:readline'
import type { Context } from '../command/context.ts'
import { print } from './print.ts'

const everyMs = 2000

/**
 * Shows a text that changes, until the program is asked to end. On a terminal each state takes the place of the one before;
 * elsewhere a state is printed when it differs.
 */
export async function watchText(read: () => Promise<string>, context: Context): Promise<never> {
  const { stdout, isTerminal, clock, signal } = context
  let shown: string | undefined
  for (;;) {
    const text = await read()
    signal.throwIfAborted()
    if (isTerminal.stdout && text !== shown) {
      cursorTo(stdout, 0, 0)
      clearScreenDown(stdout)
    }
    if (text !== shown) await print(stdout, text)
    shown = text
    await clock.sleep(everyMs, signal)
  }
}
