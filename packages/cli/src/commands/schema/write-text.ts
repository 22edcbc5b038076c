import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { writeFileInOneStep } from '../../files/private-file.ts'
import { print } from '../../terminal/print.ts'

/** Writes to the file of `--output`, which is replaced in one step, or to standard output. */
export async function writeText(text: string, input: CommandInput, context: Context): Promise<void> {
  const file = input.text('output')
  if (file === undefined) await print(context.stdout, text)
  else await writeFileInOneStep(file, text)
}
