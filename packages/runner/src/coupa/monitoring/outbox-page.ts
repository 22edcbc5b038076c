import type { OutboxEntry } from '../../state/outbox.ts'
import { toDocumentEntry } from './monitoring-message.ts'

/** Messages about one run that are sent together: records, each once, or the end of the run. */
export interface OutboxPageInHand {
  readonly run: string
  readonly entries: readonly OutboxEntry[]
}

/** What of the oldest messages is sent together. What happened between two runs belongs to the present one. */
export function nextPage(entries: readonly OutboxEntry[], currentRun: string): OutboxPageInHand | undefined {
  const [first] = entries
  if (first === undefined) return undefined
  const run = first.run ?? currentRun
  if (first.kind === 'run-ended') return { run, entries: [first] }
  const ids = new Set<string>()
  const together: OutboxEntry[] = []
  for (const entry of entries) {
    if (entry.kind !== 'document' || (entry.run ?? currentRun) !== run) break
    const { id } = toDocumentEntry(entry).report
    if (ids.has(id)) break
    ids.add(id)
    together.push(entry)
  }
  return { run, entries: together }
}
