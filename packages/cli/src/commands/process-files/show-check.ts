import type { CheckReport } from '@coupa-connector/endpoints'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { print, printJson } from '../../terminal/print.ts'
import { printable } from '../../terminal/printable.ts'
import { statusMark } from '../../terminal/status-mark.ts'
import { createStyle } from '../../terminal/style.ts'

/**
 * One stage. Beside those of the other end: `shape`, whether the records fit into what is there, and `answers`, whether the
 * answers of the consumer can be taken.
 */
export interface CheckedStage extends Omit<CheckReport, 'stage'> {
  readonly name: CheckReport['stage'] | 'shape' | 'answers'
}

/** What is checked, and what is said when all stages pass. */
export interface CheckedEnd {
  readonly process: string
  readonly kind: string
  readonly title: string
  /** Of a destination. */
  readonly guarantee?: string | undefined
  readonly successText: (isDoubtful: boolean) => string
}

/** What each stage is, in its order. */
const titles: Readonly<Record<CheckedStage['name'], string>> = {
  settings: 'Settings',
  connect: 'Reach it',
  identify: 'Identify it',
  'sign-in': 'Sign in',
  read: 'Read',
  write: 'Write',
  commit: 'Commit',
  'clean-up': 'Clean up',
  shape: 'Fit the records',
  answers: 'Take answers',
}

/** Shows the stages of a check as they come (or one JSON object at the end), and gives the exit code. */
export async function showCheck(
  { successText, ...end }: CheckedEnd,
  checked: AsyncIterable<CheckedStage>,
  input: CommandInput,
  context: Context,
): Promise<number> {
  const isJson = input.flag('json')
  const stages: CheckedStage[] = []
  for await (const stage of checked) {
    stages.push(stage)
    if (!isJson) await print(context.stdout, stageLine(stage, context))
  }
  const failed = stages.find(({ status }) => status === 'failed')
  const outcome = failed === undefined ? 'OK' : (failed.code ?? 'REFUSED')
  const message = failed?.message ?? successText(stages.some(({ status }) => status === 'warning'))
  const report = { ...end, outcome, stage: failed?.name, message }
  if (isJson) await printJson(context.stdout, { ...report, remedy: failed?.remedy, stages })
  else await print(context.stdout, conclusion(outcome, message, failed?.remedy, context))
  if (failed === undefined) return 0
  return failed.name === 'settings' ? 2 : 1
}

function stageLine({ name, status, message, remedy, durationMs }: CheckedStage, context: Context): string {
  const style = createStyle(context, 'stdout')
  // The end says what failed.
  const remark = status === 'failed' ? '' : style('dim', `  ${printable(message)}`)
  const advice = status === 'warning' && remedy !== undefined ? `  What to do: ${printable(remedy)}\n` : ''
  return `${statusMark(status, style)} ${titles[name].padEnd(16)} ${`${durationMs} ms`.padStart(8)}${remark}\n${advice}`
}

function conclusion(outcome: string, message: string, remedy: string | undefined, context: Context): string {
  const style = createStyle(context, 'stdout')
  const isPassed = outcome === 'OK'
  const colour = isPassed ? 'green' : 'red'
  const head = `${statusMark(isPassed ? 'passed' : 'failed', style)} ${style([colour, 'bold'], outcome)}`
  const advice = remedy === undefined ? '' : `  What to do: ${printable(remedy)}\n`
  return `\n${head}  ${printable(message)}\n${advice}`
}
