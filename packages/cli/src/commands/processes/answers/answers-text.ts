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

/** What `--json` prints. */
export interface AnswersReport extends Partial<AnswersAcknowledged> {
  readonly process: string
  readonly answers: number
  readonly accepted: number
  readonly refused: number
  /** Given before. */
  readonly repeated: number
  /** Accepted without a value that the process writes back. */
  readonly withoutValues: readonly string[]
  readonly notTaken: readonly NotTaken[]
  /** Whether a run has the state, so that it tells Coupa, or the next one. */
  readonly isRunning: boolean
  /** Records that still wait for an answer. */
  readonly waiting: number
}

/** What each count means. Those that are 0 are left out. */
const counts = [
  ['accepted', 'accepted'],
  ['refused', 'refused by the consumer; "coupa-connector processes failures FILE" lists them'],
  ['repeated', 'given before'],
  ['acknowledged', 'acknowledged in Coupa'],
  ['changedMeanwhile', 'changed in the meantime; the next run delivers them again'],
  ['failed', 'could not be acknowledged; "coupa-connector processes failures FILE" says why'],
  ['waiting', 'still wait for an answer'],
] as const

/** The report in words. */
export async function answersText(process: string, report: AnswersReport, context: Context): Promise<string> {
  const { answers, notTaken, withoutValues, isRunning, failure } = report
  const lines = [`${process}: ${answers === 1 ? '1 answer' : `${answers} answers`}`]
  for (const [name, meaning] of counts) {
    const count = report[name] ?? 0
    if (count > 0) lines.push(`  ${String(count).padStart(8)} ${meaning}`)
  }
  if (withoutValues.length > 0) {
    const some = withoutValues.slice(0, 5).join(', ')
    lines.push(`  ${withoutValues.length} accepted without a value that acknowledge.writeBack names: ${some}`)
  }
  if (isRunning) lines.push('  A run has the state. It tells Coupa of the answers, or the next run does.')
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
