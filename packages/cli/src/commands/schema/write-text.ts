import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { openFileTarget } from '../../output/file-target.ts'
import { print } from '../../terminal/print.ts'

/**
 * Writes a text to the file of `--output`, or to standard output. That the file can be written is known before the text is made,
 * and it gets its name only when all of it is there. Gives what the text was made of.
 */
export async function writeText<Source>(
  input: CommandInput,
  context: Context,
  make: () => Promise<Written<Source>>,
): Promise<Source> {
  const file = input.text('output')
  if (file === undefined || file === '-') {
    const { text, source } = await make()
    await print(context.stdout, text)
    return source
  }
  const target = await openFileTarget(file)
  try {
    const { text, source } = await make()
    await target.write(text)
    await target.complete()
    return source
  } catch (error) {
    await target.abandon({ keep: false })
    throw error
  }
}

export interface Written<Source> {
  readonly text: string
  readonly source: Source
}
