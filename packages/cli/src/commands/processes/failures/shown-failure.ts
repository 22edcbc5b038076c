import type { CommandInput } from '../../../command/command-input.ts'
import type { Context } from '../../../command/context.ts'
import { UsageError } from '../../../command/usage-error.ts'
import { writeFileInOneStep } from '../../../files/private-file.ts'
import { print } from '../../../terminal/print.ts'
import { printable } from '../../../terminal/printable.ts'
import type { WrittenFailure } from './write-failures.ts'

/** A record that was set aside, with what it is. */
export interface ShownFailure {
  readonly failure: WrittenFailure
  /** As Coupa served it, or as the input has it; null where it is not kept. */
  readonly source: unknown
  /** What the mapping makes of it; null where it makes nothing of it. */
  readonly mapped: unknown
  readonly isCut: boolean
  readonly faults: readonly { readonly field: string; readonly code: string; readonly message: string }[]
  readonly input: { readonly name: string; readonly row: number } | null
  readonly edited: { readonly by: string; readonly at: string } | null
}

/** The record that `--show` names; undefined without it. Throws a `UsageError` for options that choose others. */
export function shownRecord(input: CommandInput): string | undefined {
  const id = input.text('show')
  if (id === undefined) return undefined
  const other = ['class', 'ids', 'run'].find((name) => input.text(name) !== undefined)
  if (other !== undefined) throw new UsageError(`--show names one record, so --${other} does not go with it.`)
  return id
}

/** Prints a record that was set aside, or writes it as it was read to the file of `--output`. */
export async function printShown(shown: ShownFailure, input: CommandInput, context: Context): Promise<void> {
  const file = input.text('output')
  if (file !== undefined) {
    if (shown.source === null || shown.isCut) {
      throw new UsageError(
        `The record ${shown.failure.id} cannot be written to ${file}: ${shown.isCut ? 'it is too large, and only a part of it is shown' : 'it is not kept'}.`,
      )
    }
    await writeFileInOneStep(file, `${JSON.stringify(shown.source, undefined, 2)}\n`)
    await print(context.stderr, `The record ${shown.failure.id} is in ${file}\n`)
    return
  }
  const text = input.flag('json') ? `${JSON.stringify(shown)}\n` : printable(shownText(shown))
  await print(context.stdout, text)
}

/** A record that was set aside, for people. */
export function shownText({ failure, source, mapped, isCut, faults, input, edited }: ShownFailure): string {
  const {
    id,
    state,
    stage,
    class: kind,
    code,
    message,
    attempts,
    firstSeenAt,
    lastSeenAt,
    run,
    fixedIn,
    reason,
  } = failure
  const times = attempts === 1 ? 'once' : `${attempts} times`
  const lines = [
    `Record ${id}: ${state}`,
    `  ${code} (${kind}, ${stage}): ${message}`,
    `  Tried ${times}, first at ${firstSeenAt}, last at ${lastSeenAt} in run ${run}`,
    ...(input === null ? [] : [`  Row ${input.row} of ${input.name}`]),
    ...(edited === null ? [] : [`  Corrected by ${edited.by} at ${edited.at}`]),
    ...(fixedIn ? [`  Fixed in run ${fixedIn}`] : []),
    ...(reason ? [`  Dismissed: ${reason}`] : []),
  ]
  const others = faults.filter((fault) => fault.message !== message)
  for (const fault of others) lines.push(`  ${fault.code}: ${fault.message}`)
  if (source === null && mapped === null) {
    lines.push('The record itself is not kept: it was delivered before it failed, it is in order, or it is too old.')
  }
  if (source !== null) lines.push(input === null ? 'In Coupa:' : 'In the input:', indented(source))
  if (mapped !== null) lines.push('After the mapping:', indented(mapped))
  if (isCut) lines.push('The record is too large to be shown as a whole.')
  return `${lines.join('\n')}\n`
}

function indented(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replaceAll(/^/gm, '  ')
}
