import type { Context } from '../../command/context.ts'
import { printNote } from '../../terminal/print-note.ts'

/** Prints notices about settings that work but deserve a remark, on standard error. */
export async function printNotices(
  notices: readonly { readonly message: string; readonly suggestedValue?: string | undefined }[],
  context: Context,
): Promise<void> {
  for (const { message, suggestedValue } of notices) {
    const hint = suggestedValue === undefined || message.includes(suggestedValue) ? '' : ` Meant: ${suggestedValue}`
    await printNote(`${message}${hint}`, context)
  }
}
