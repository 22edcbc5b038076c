import type { CoupaRecord, RecordOutcome } from '@coupa-connector/connector'
import type { Context } from '../../command/context.ts'
import type { InputItem, InputRecord } from '../../input/record-input.ts'
import { print, printJson } from '../../terminal/print.ts'

/** The last line of a batch. */
interface BatchSummary {
  total: number
  created: number
  updated: number
  failed: number
  /** Sent, but nobody can say whether it happened. */
  unknown: number
  /** Records of which Coupa did not take every field. Left out when there are none. */
  withIgnoredFields?: number
}

/** Where a record stood in the input: its number from 0, and its line. */
interface Place {
  readonly index: number
  readonly line: number
}

/**
 * Sends a batch. Prints one line of JSON per record as soon as its outcome is known, then the totals. A record that could not
 * be read is an outcome like any other. The exit code is 1 when any record failed.
 */
export async function runBatch(
  items: AsyncIterable<InputItem>,
  send: (records: AsyncIterable<InputRecord>) => AsyncIterable<RecordOutcome<CoupaRecord>>,
  context: Context,
  { needsId = false }: { needsId?: boolean } = {},
): Promise<number> {
  const summary: BatchSummary = { total: 0, created: 0, updated: 0, failed: 0, unknown: 0 }
  const places = new Map<number, Place>()
  const refused: { place: Place; message: string }[] = []
  let count = 0
  let sent = 0
  let hasError = false

  async function* readable(): AsyncGenerator<InputRecord> {
    for await (const item of items) {
      const place = { index: count++, line: item.line }
      const message = 'error' in item ? item.error.message : needsId ? idProblem(item.record) : undefined
      if (message !== undefined) refused.push({ place, message })
      else if ('record' in item) {
        places.set(sent++, place)
        yield item.record
      }
    }
  }
  /** Outcomes come in the order of the input. Records that were refused take their places among them. */
  const printRefused = async (before: number): Promise<void> => {
    while (refused[0] && refused[0].place.index < before) {
      const { place, message } = refused.shift() ?? refused[0]
      summary.total++
      summary.failed++
      await printJson(context.stdout, { ...place, status: 'failed', error: { code: 'INPUT_INVALID', message } })
    }
  }

  try {
    for await (const outcome of send(readable())) {
      const place = places.get(outcome.index) ?? { index: outcome.index, line: 0 }
      places.delete(outcome.index)
      await printRefused(place.index)
      summary.total++
      summary[outcome.status]++
      hasError ||= outcome.error !== undefined
      if (outcome.notices !== undefined) summary.withIgnoredFields = (summary.withIgnoredFields ?? 0) + 1
      await printJson(context.stdout, outcomeLine(outcome, place))
    }
  } finally {
    await printRefused(Infinity)
    await printJson(context.stdout, summary)
  }
  const { total, created, updated, failed, unknown } = summary
  if (context.isTerminal.stderr && !context.isTerminal.stdout) {
    const text = `${total} records: ${created} created, ${updated} updated, ${failed} failed, ${unknown} unknown\n`
    await print(context.stderr, text)
  }
  return failed + unknown === 0 && !hasError ? 0 : 1
}

function outcomeLine(
  { status, id, via, notices, error }: RecordOutcome<CoupaRecord>,
  place: Place,
): Readonly<Record<string, unknown>> {
  return {
    ...place,
    status,
    ...(id === undefined ? {} : { id }),
    ...(via === 'look-up' ? { via } : {}),
    ...(notices === undefined ? {} : { notices }),
    ...(error === undefined ? {} : { error: errorFacts(error) }),
  }
}

/** What may be shown of an error. Of an error from outside the connector only the message is shown. */
function errorFacts(error: Error): unknown {
  if (!('toJSON' in error) || typeof error.toJSON !== 'function') return { name: error.name, message: error.message }
  const { details, ...shown }: Readonly<Record<string, unknown>> = error.toJSON()
  // `facts` is the name that details have always had on these lines.
  return details === undefined ? shown : { ...shown, details, facts: factsOf(details) }
}

/** Details under the names of before: what is known besides was `details` there. */
function factsOf(details: unknown): unknown {
  const { evidence, ...others } = Object(details) as Readonly<Record<string, unknown>>
  return evidence === undefined ? others : { ...others, details: evidence }
}

function idProblem({ id }: InputRecord): string | undefined {
  if (/^[1-9]\d{0,15}$/.test(String(id))) return undefined
  return `The record has ${id === undefined ? 'no "id"' : 'an "id" that is not a whole number'}; an update needs one.`
}
