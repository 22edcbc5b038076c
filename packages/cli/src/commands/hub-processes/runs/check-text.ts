import type { Run } from '@coupa-connector/protocol'
import type { Context } from '../../../command/context.ts'
import { printable } from '../../../terminal/printable.ts'
import { statusMark } from '../../../terminal/status-mark.ts'
import { createStyle } from '../../../terminal/style.ts'

/** One stage of a check, as the container reports it. */
interface Stage {
  readonly name: string
  readonly status: string
  readonly message: string
  readonly remedy?: string | undefined
  readonly code?: string | undefined
  readonly durationMs: number
}

/** What a check of both ends came to. */
export interface CheckReport {
  readonly run: string
  readonly process: string
  readonly environment: string
  readonly outcome: string
  /** The one that failed. */
  readonly stage?: string | undefined
  readonly message: string
  readonly remedy?: string | undefined
  readonly stages: readonly Stage[]
}

const titles: Readonly<Record<string, string>> = {
  'coupa-read': 'Read one record from Coupa',
  'source-settings': 'Settings of the source',
  'source-connect': 'Reach the source',
  'source-identify': 'Identify it',
  'source-sign-in': 'Sign in',
  'source-read': 'Read from it',
  'source-write': 'Move what was loaded',
  'source-commit': 'Commit',
  'source-clean-up': 'Clean up',
  'inbox-connect': "Reach Coupa's inbox",
  'inbox-identify': 'Identify it',
  'inbox-sign-in': 'Sign in',
  'inbox-read': 'Find the inbox',
  'inbox-write': 'Write beside it',
  'inbox-clean-up': 'Clean up',
  'destination-settings': 'Settings of the destination',
  'destination-connect': 'Reach the destination',
  'destination-identify': 'Identify it',
  'destination-sign-in': 'Sign in',
  'destination-write': 'Write',
  'destination-commit': 'Commit',
  'destination-clean-up': 'Clean up',
  'destination-shape': 'Fit the records',
  answers: 'Take answers',
}

/** The check that a run made. */
export function reportOfCheck({ id, process, environment, outcome, state, code, reason, receipt }: Run): CheckReport {
  const stages = readStages(receipt?.stages)
  const failed = stages.find(({ status }) => status === 'failed')
  const isPassed = outcome === 'succeeded'
  const isDoubtful = stages.some(({ status }) => status === 'warning')
  const passed = isDoubtful
    ? 'works; heed the warnings'
    : stages.some(({ name }) => name.startsWith('source-'))
      ? 'can read its source and Coupa'
      : 'can read from Coupa and deliver'
  const told = failed?.remedy ?? receipt?.remedy
  return {
    run: id,
    process: process.name,
    environment,
    outcome: isPassed ? 'OK' : (failed?.code ?? code ?? outcome ?? state).toUpperCase(),
    ...(failed === undefined ? {} : { stage: failed.name }),
    message: isPassed ? `${process.name} ${passed}.` : (failed?.message ?? reason ?? 'It failed without saying why.'),
    ...(typeof told === 'string' ? { remedy: told } : {}),
    stages,
  }
}

/** The same for people: a line for each stage, and the end. */
export function checkText(run: Run, context: Context): string {
  const style = createStyle(context, 'stdout')
  const { outcome, message, remedy, stages } = reportOfCheck(run)
  const lines = stages.flatMap((stage) => {
    const title = (titles[stage.name] ?? stage.name).padEnd(28)
    // The end says what failed.
    const remark = stage.status === 'failed' ? '' : style('dim', `  ${printable(stage.message)}`)
    const line = `${statusMark(stage.status, style)} ${title} ${`${stage.durationMs} ms`.padStart(8)}${remark}`
    const hasAdvice = stage.status === 'warning' && stage.remedy !== undefined
    return hasAdvice ? [line, `  What to do: ${printable(stage.remedy ?? '')}`] : [line]
  })
  const isPassed = outcome === 'OK'
  const mark = statusMark(isPassed ? 'passed' : 'failed', style)
  const end = `${mark} ${style([isPassed ? 'green' : 'red', 'bold'], outcome)}  ${printable(message)}`
  const advice = isPassed || remedy === undefined ? [] : [`  What to do: ${printable(remedy)}`]
  return `${[...lines, ...(lines.length === 0 ? [] : ['']), end, ...advice].join('\n')}\n`
}

function readStages(given: unknown): readonly Stage[] {
  if (!Array.isArray(given)) return []
  return given.map((stage: Readonly<Record<string, unknown>>) => ({
    name: String(stage.stage),
    status: String(stage.status),
    message: String(stage.message ?? ''),
    ...(typeof stage.code === 'string' ? { code: stage.code } : {}),
    ...(typeof stage.remedy === 'string' ? { remedy: stage.remedy } : {}),
    durationMs: Number(stage.durationMs),
  }))
}
