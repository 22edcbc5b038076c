import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { writeFileInOneStep } from '../../files/private-file.ts'
import { print, printJson } from '../../terminal/print.ts'
import { describeError } from '../../terminal/report-error.ts'

/** What is to be printed, and what is to be thrown after it. */
export interface Report<Receipt> {
  readonly receipt: Receipt
  readonly exitCode: number
  readonly problem?: unknown
}

/** With `--json` a program reads one object whatever happens: also from a run that could not begin, or that broke down. */
export async function withOneObject<Receipt>(
  input: CommandInput,
  context: Context,
  textOf: (receipt: Receipt) => string,
  work: () => Promise<Report<Receipt>>,
): Promise<number> {
  const report = await work().catch(async (error: unknown): Promise<Report<Receipt>> => {
    if (input.flag('json')) await printJson(context.stdout, await failedOutcome(error))
    throw error
  })
  const { receipt, exitCode } = report
  await print(context.stdout, input.flag('json') ? `${JSON.stringify(receipt)}\n` : textOf(receipt))
  if ('problem' in report) throw report.problem
  return exitCode
}

async function failedOutcome(error: unknown): Promise<Readonly<Record<string, string>>> {
  const { text } = await describeError(error)
  const { code } = error as { readonly code?: unknown }
  const [reason = '', ...remedy] = text.split('\n')
  return {
    outcome: 'failed',
    code: typeof code === 'string' ? code : error instanceof UsageError ? 'USAGE' : 'UNEXPECTED',
    ...(code === 'DEFINITION_INVALID' || remedy.length === 0
      ? { reason: text }
      : { reason, remedy: remedy.join('\n') }),
  }
}

/** Writes the receipt of a run that is over where it is wanted, and says how the command ends. */
export async function reportOf<Receipt extends { readonly outcome: 'succeeded' | 'partial' | 'failed' | 'cancelled' }>(
  receipt: Receipt,
  file: string | undefined,
  { signal }: Context,
): Promise<Report<Receipt>> {
  const exitCode = { succeeded: 0, partial: 3, failed: 1, cancelled: 1 }[receipt.outcome]
  if (file !== undefined) {
    try {
      await writeFileInOneStep(file, `${JSON.stringify(receipt, undefined, 2)}\n`)
    } catch (problem) {
      // The run is over: whoever reads the output has to learn what it did.
      return { receipt, exitCode, problem }
    }
  }
  if (receipt.outcome === 'cancelled' && signal.aborted) return { receipt, exitCode, problem: signal.reason }
  return { receipt, exitCode }
}
