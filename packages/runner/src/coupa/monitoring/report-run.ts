import type { Integration, MonitoringClient } from './monitoring-client.ts'
import type { RunReport } from './monitoring-message.ts'
import { ignoringRefusal, isRefusal } from './not-sent-error.ts'
import { mostAlerts } from './report-documents.ts'
import type { ToldCounts } from './told.ts'

export interface RunReporting {
  readonly client: MonitoringClient
  readonly integration: Integration
  readonly level: number
  readonly coupaRun: number
  readonly counts: ToldCounts
  /** Whether it may have been sent before. */
  readonly isBegun: boolean
  /** Open errors about earlier runs. */
  readonly runErrors: readonly number[]
  readonly onReported: () => void | Promise<void>
}

/**
 * Ends a run in Coupa. A run that did not succeed has an error about the run itself, unless errors of its records say
 * everything; those of earlier runs are resolved. Coupa itself decides whether `success` ends as `errored` (F-450). Answers
 * with the errors about runs that are open now.
 */
export async function reportRunEnd(report: RunReport, reporting: RunReporting): Promise<readonly number[]> {
  const { client, coupaRun, runErrors } = reporting
  const known = reporting.isBegun ? await client.runError(coupaRun) : undefined
  for (const id of runErrors) if (id !== known) await ignoringRefusal(client.resolve('integration_errors', id))
  const own = known ?? (await postRunError(report, reporting))
  const hasFailed = report.outcome === 'failed' || report.outcome === 'cancelled'
  if (report.counts !== undefined) await ignoringRefusal(client.updateRun(coupaRun, report.counts))
  await endRun(coupaRun, hasFailed ? 'fail' : 'success', client)
  return own === undefined ? [] : [own]
}

async function postRunError(
  report: RunReport,
  { client, integration, level, coupaRun, counts, onReported }: RunReporting,
): Promise<number | undefined> {
  const cause = causeOf(report, counts)
  if (cause === undefined) return undefined
  const isAlerting = level > 1 && report.outcome !== 'cancelled' && (report.outcome === 'failed' || isCut(counts))
  const kind = report.outcome === 'failed' && report.code !== 'TOO_MANY_ERRORS' ? 'Technical' : 'Functional'
  const id = await client.postError({ coupaRun, integration: integration.code, kind, cause, isAlerting })
  await onReported()
  return id
}

function causeOf(
  { outcome, code, reason, counts: read = { total: 0, processed: 0 } }: RunReport,
  counts: ToldCounts,
): { readonly code: string; readonly message: string } | undefined {
  if (outcome === 'succeeded') return undefined
  if (outcome !== 'partial') return { code: code ?? 'FAILED', message: reason ?? 'The run failed.' }
  if (isCut(counts)) {
    const message = `${counts.errors} records were set aside. Contacts were alerted of ${mostAlerts} of them; the errors of this run list all of them.`
    return { code: 'MORE_ERRORS', message }
  }
  // Without an open error of its own the run would end as successful.
  if (counts.errors > 0) return undefined
  return {
    code: 'PARTIAL',
    message: `${read.total - read.processed} of ${read.total} records were set aside, or wait for another try.`,
  }
}

/** Whether there were more errors than alerts. */
function isCut({ errors }: ToldCounts): boolean {
  return errors > mostAlerts
}

/** Refused where the run has ended: before this program was killed, or because a person ended it. */
async function endRun(coupaRun: number, action: 'success' | 'fail', client: MonitoringClient): Promise<void> {
  try {
    await client.endRun(coupaRun, action)
  } catch (error) {
    if (!isRefusal(error) || !(await client.hasEnded(coupaRun))) throw error
  }
}
