import type { Context } from '../../command/context.ts'
import { print } from '../../terminal/print.ts'
import { createStyle } from '../../terminal/style.ts'

/** Prints notices about settings that work but deserve a remark, on standard error. */
export async function printNotices(
  notices: readonly { readonly message: string; readonly suggestedValue?: string | undefined }[],
  context: Context,
): Promise<void> {
  const style = createStyle(context, 'stderr')
  for (const { message, suggestedValue } of notices) {
    const hint = suggestedValue === undefined || message.includes(suggestedValue) ? '' : ` Meant: ${suggestedValue}`
    await print(context.stderr, `${style('yellow', 'note:')} ${message}${hint}\n`)
  }
}
