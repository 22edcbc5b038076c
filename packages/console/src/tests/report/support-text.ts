import type { Job, TestReport } from '@coupa-connector/protocol'
import { stageWords } from '@coupa-connector/protocol/stage-words'
import { detailRows } from './report-facts.ts'
import { stagesFromReport } from './stages-model.ts'

/** A failed test as a text to mail: what happened, stage by stage. Secrets were struck out where the test ran. */
export function supportText(job: Job, report: TestReport): string {
  const stages = stagesFromReport(report).map(({ name, status, durationMs }) => {
    const words = stageWords(name, status === 'failed' ? 'failed' : 'ended')
    return `  ${status.padEnd(8)}${words}${durationMs === null || status === 'skipped' ? '' : ` (${Math.round(durationMs)} ms)`}`
  })
  return [
    `Test Connection: ${report.title}`,
    report.message,
    ...report.problems.map(({ label, field, message }) => `${label ?? field}: ${message}`),
    ...report.warnings.map(({ message }) => `Note: ${message}`),
    '',
    `Time: ${job.finishedAt ?? job.queuedAt}`,
    `Host: ${report.host ?? 'unknown'}`,
    `Container: ${job.container.name}`,
    ...detailRows(report).map(({ what, value }) => `${what}: ${value}`),
    `Test: ${job.id}`,
    '',
    'Stages:',
    ...stages,
    '',
  ].join('\n')
}
