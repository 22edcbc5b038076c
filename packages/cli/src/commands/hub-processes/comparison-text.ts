import type { Context } from '../../command/context.ts'
import { formatTable } from '../../terminal/table.ts'

/** What a change of a definition asks for, as the package process says it and the hub repeats it. */
interface Comparison {
  readonly kind: keyof typeof meanings
  readonly changes: readonly { readonly path: string; readonly kind: keyof typeof meanings; readonly reason: string }[]
}

const meanings = {
  compatible: 'The process continues where it is.',
  'needs-back-fill':
    'The process continues where it is. What was delivered before does not have the change until "processes backfill --again" delivers it again.',
  'new-stream': 'Where this is deployed over an earlier version, the process reads from the beginning again.',
} as const

/** Each change with its meaning, and what they mean together. */
export async function comparisonText({ kind, changes }: Comparison, context: Context): Promise<string> {
  if (changes.length === 0) return 'No change matters to a run.\n'
  const rows = changes.map((change) => [change.path, change.kind, change.reason])
  return `${await formatTable(['Change', 'Kind', 'Meaning'], rows, context)}${meanings[kind]}\n`
}
