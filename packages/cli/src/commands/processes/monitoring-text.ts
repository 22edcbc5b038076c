import type { MonitoringCheck, MonitoringNote, MonitoringReport } from '@coupa-connector/runner'
import { printable } from '../../terminal/printable.ts'

/** What a run reported to Coupa, as lines of its receipt. */
export function reportText(report: MonitoringReport): readonly string[] {
  const { integration, coupaRun, status, waiting, history, errors, resolved, dropped, notes } = report
  const counts = [
    [history, 'history records'],
    [errors, 'errors'],
    [resolved, 'resolved'],
    [dropped, 'not taken by Coupa'],
  ] as const
  const told = counts.filter(([count]) => count > 0).map(([count, name]) => `${count} ${name}`)
  const run = coupaRun === undefined ? `no run of ${integration}` : `run ${coupaRun} of ${integration}`
  const lines = [`  Monitoring in Coupa: ${[printable(run), ...told].join(', ')}`]
  if (status === 'behind') lines.push(`  Monitoring is behind: the next run sends ${waiting} messages that wait.`)
  return [...lines, ...notes.flatMap(noteText)]
}

/** Whether runs can be reported, as lines of a preview. */
export function monitoringText({ level, integration, status, notes }: MonitoringCheck): string {
  const end = { passed: 'is ready', warning: 'works', failed: 'would report nothing' }[status]
  const head = `Monitoring in Coupa, level ${level}, integration ${printable(integration)}: ${end}.`
  return `${[head, ...notes.flatMap(noteText)].join('\n')}\n`
}

function noteText({ message, remedy }: MonitoringNote): readonly string[] {
  return [`  ${printable(message)}`, ...(remedy === undefined ? [] : [`  ${printable(remedy)}`])]
}
