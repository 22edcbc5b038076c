import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { openFileTarget } from '../../output/file-target.ts'
import { createStreamTarget, type OutputTarget } from '../../output/output-target.ts'

/** Writes to `--output`, which gets its name only when all is there, or to standard output. */
export async function writeOutput(
  input: CommandInput,
  context: Context,
  write: (target: OutputTarget) => Promise<void>,
): Promise<void> {
  const file = input.text('output')
  const target = file === undefined || file === '-' ? createStreamTarget(context.stdout) : await openFileTarget(file)
  try {
    await write(target)
  } catch (error) {
    await target.abandon({ keep: false })
    throw error
  }
  await target.complete()
}
