import type { Context } from '../command/context.ts'
import { print } from './print.ts'
import { printable } from './printable.ts'
import { createStyle } from './style.ts'

/** Prints a remark about something that works, on standard error. */
export async function printNote(text: string, context: Context): Promise<void> {
  await print(context.stderr, `${createStyle(context, 'stderr')('yellow', 'note:')} ${printable(text)}\n`)
}
