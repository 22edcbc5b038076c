import type { StageReport, TestReport } from '@coupa-connector/connector'
import { stageWords } from '@coupa-connector/protocol/stage-words'
import type { Context } from '../../command/context.ts'
import { print } from '../../terminal/print.ts'
import { statusMark } from '../../terminal/status-mark.ts'
import { createStyle } from '../../terminal/style.ts'

/** What happens in a test, run here or on a container of a hub. */
type StageEvent =
  | { readonly type: 'stage-started' | 'finished' }
  | { readonly type: 'stage-finished'; readonly stage: Omit<StageReport, 'name'> & { readonly name: string } }

export interface StageLines {
  show(event: StageEvent): Promise<void>
}

/** What the end of a test reports. Fits the reports of the connector and of a hub. */
type Conclusion = {
  readonly [Key in 'outcome' | 'message' | 'remedy']: string
} & Pick<TestReport, 'missingScopes'> & {
    readonly probes: readonly { readonly resource: string; outcome: string; message: string; remedy: string }[]
    readonly problems: readonly { readonly field: string; message: string; suggestion?: string | undefined }[]
    readonly warnings: readonly { readonly message: string }[]
  }

/** Shows the stages of a test as they arrive: a mark, the name, the time and a remark. */
export function createStageLines(context: Context): StageLines {
  const style = createStyle(context, 'stdout')
  return {
    show: async (event) => {
      if (event.type !== 'stage-finished') return
      const { name, status, durationMs, note } = event.stage
      if (status === 'skipped' && (note === undefined || note === 'not reached')) return
      const label = stageWords(name, status === 'failed' ? 'failed' : status === 'skipped' ? 'waiting' : 'ended')
      const time = status === 'skipped' ? '' : `${Math.round(durationMs)} ms`
      const remark = note ? style('dim', `  ${note}`) : ''
      await print(context.stdout, `${statusMark(status, style)} ${label.padEnd(44)} ${time.padStart(8)}${remark}\n`)
    },
  }
}

/** The end of a test for people: the outcome, what to do, and what will matter later. */
export function formatConclusion(report: Conclusion, context: Context): string {
  const style = createStyle(context, 'stdout')
  const isPassed = report.outcome === 'OK' || report.outcome === 'OK_DEPRECATED_AUTH'
  const colour = isPassed ? 'green' : 'red'
  const lines = [
    '',
    `${statusMark(isPassed ? 'passed' : 'failed', style)} ${style([colour, 'bold'], report.outcome)}  ${report.message}`,
  ]
  if (report.remedy && report.remedy !== '-' && !isPassed) lines.push(`  What to do: ${report.remedy}`)
  else if (report.remedy && report.outcome === 'OK_DEPRECATED_AUTH') lines.push(`  ${report.remedy}`)
  if (report.missingScopes.length > 0) lines.push(`  Missing scopes: ${report.missingScopes.join(' ')}`)
  for (const probe of report.probes.filter(({ outcome }) => outcome !== 'OK' && outcome !== 'OK_DEPRECATED_AUTH')) {
    if (probe.message !== report.message) lines.push(`  ${probe.resource}: ${probe.message} ${probe.remedy}`)
  }
  for (const problem of report.problems)
    lines.push(`  ${problem.field}: ${problem.message} ${problem.suggestion ?? ''}`.trimEnd())
  for (const { message } of report.warnings) lines.push(`${style('yellow', '!')} ${message}`)
  return `${lines.join('\n')}\n`
}
