import type { AnswersAcknowledged } from '@coupa-connector/runner'
import type { Context } from '../../../command/context.ts'
import { formatTable } from '../../../terminal/table.ts'

/** An answer that changes nothing, because it is wrong or comes too late. */
export interface NotTaken {
  readonly line: number
  readonly id?: string | undefined
  readonly code: string
  readonly message: string
}

/** An answer that another line of the same file has given. */
export interface RepeatedLine {
  readonly line: number
  readonly id: string
  readonly message: string
}

/** What `--json` prints. */
export interface AnswersReport extends Partial<AnswersAcknowledged> {
  readonly process: string
  readonly answers: number
  readonly accepted: number
  readonly refused: number
  /** Given before. */
  readonly repeated: number
  /** Those of them that the same file gives twice, with the reason. */
  readonly repeatedLines: readonly RepeatedLine[]
  /** Accepted without a value that the process writes back. */
  readonly withoutValues: readonly string[]
  readonly notTaken: readonly NotTaken[]
  /** Whether a run has the state, so that it tells Coupa, or the next one. */
  readonly isRunning: boolean
  /** On a hub: the run that tells Coupa; null if there is nothing to tell. */
  readonly run?: string | null | undefined
  /** Records that still wait for an answer. */
  readonly waiting: number
}

/** What each count means. Those that are 0 are left out. */
const counts = [
  ['accepted', 'accepted'],
  ['refused', 'refused by the consumer; LISTING lists them'],
  ['repeated', 'given before'],
  ['acknowledged', 'acknowledged in Coupa'],
  ['changedMeanwhile', 'changed in the meantime; the next run delivers them again'],
  ['failed', 'could not be acknowledged; LISTING says why'],
  ['waiting', 'still wait for an answer'],
] as const

/** Repeated lines that are told one by one. */
const mostRepeated = 5

/** The report in words; `listing` is the command that lists what was refused. */
export async function answersText(
  report: AnswersReport,
  context: Context,
  listing = 'coupa-connector processes failures FILE',
): Promise<string> {
  const { process, answers, notTaken, withoutValues, repeatedLines, isRunning, run, failure } = report
  const lines = [`${process}: ${answers === 1 ? '1 answer' : `${answers} answers`}`]
  for (const [name, meaning] of counts) {
    const count = report[name] ?? 0
    if (count > 0) lines.push(`  ${String(count).padStart(8)} ${meaning.replace('LISTING', `"${listing}"`)}`)
  }
  if (withoutValues.length > 0) {
    const some = withoutValues.slice(0, 5).join(', ')
    lines.push(`  ${withoutValues.length} accepted without a value that acknowledge.writeBack names: ${some}`)
  }
  for (const { line, message } of repeatedLines.slice(0, mostRepeated)) {
    lines.push(`  Line ${line} changes nothing: ${message}`)
  }
  if (repeatedLines.length > mostRepeated) lines.push(`  … and ${repeatedLines.length - mostRepeated} further lines`)
  if (isRunning) lines.push('  A run has the state. It tells Coupa of the answers, or the next run does.')
  if (run) lines.push(`  The run ${run} tells Coupa. To follow it: coupa-connector processes follow ${run}`)
  if (failure !== undefined) {
    lines.push(`  ${failure.reason}`)
    if (failure.remedy !== undefined) lines.push(`  ${failure.remedy}`)
    lines.push('  The answers are kept: the next run tells Coupa of them, or the same command again.')
  }
  const text = `${lines.join('\n')}\n`
  if (notTaken.length === 0) return text
  const rows = notTaken.map(({ line, id = '', code, message }) => [String(line), id, code, message])
  const table = await formatTable(['Line', 'Record', 'Code', 'Message'], rows, context)
  return `${text}  ${String(notTaken.length).padStart(8)} not taken:\n${table}`
}
