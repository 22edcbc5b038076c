import type { CommandInput } from '../command/command-input.ts'
import type { Context } from '../command/context.ts'
import { printJson } from '../terminal/print.ts'

/** Prints a record: indented for people, on one line with `--json`. */
export async function printRecord(record: unknown, input: CommandInput, { stdout }: Context): Promise<void> {
  await printJson(stdout, record, input.flag('json') ? {} : { indent: 2 })
}
