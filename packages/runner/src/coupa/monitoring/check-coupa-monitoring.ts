import type { Connection } from '@coupa-connector/connector'
import type { Definition } from '@coupa-connector/process'
import { findMonitoredIntegration } from './find-monitored-integration.ts'
import { createMonitoringClient } from './monitoring-client.ts'
import { type MonitoringNote, MonitoringNotes } from './monitoring-report.ts'
import { NotSentError } from './not-sent-error.ts'

export interface CheckMonitoringOptions {
  readonly definition: Definition
  readonly connection: Connection
  readonly signal?: AbortSignal | undefined
}

/** Whether runs of a process can be reported to Coupa. */
export interface MonitoringCheck {
  readonly level: number
  /** Code of the integration; as the definition names it where it was not found. */
  readonly integration: string
  /** `failed`: runs would report nothing, and deliver all the same. */
  readonly status: 'passed' | 'warning' | 'failed'
  readonly notes: readonly MonitoringNote[]
}

const writeScope = 'core.integration.write'

/** Looks whether what a process wants to keep in Coupa can be kept there, with GET requests only. Undefined for level 0. */
export async function checkCoupaMonitoring({
  definition,
  connection,
  signal,
}: CheckMonitoringOptions): Promise<MonitoringCheck | undefined> {
  const { level, integration: wanted = '' } = definition.coupaMonitoring
  if (level === 0) return undefined
  const notes = new MonitoringNotes()
  const isScopeMissing = lacksScope(connection)
  if (isScopeMissing) {
    notes.add({
      code: 'SCOPE_MISSING',
      message: `The connection does not ask for the scope ${writeScope}, without which runs and errors cannot be reported.`,
      remedy: `Give the client in Coupa the scope ${writeScope}, and add it to Scope.`,
    })
  }
  const client = createMonitoringClient(connection, () => signal)
  try {
    const { code } = await findMonitoredIntegration(definition.coupaMonitoring, client, notes)
    const status = isScopeMissing ? 'failed' : notes.list().length > 0 ? 'warning' : 'passed'
    return { level, integration: code, status, notes: notes.list() }
  } catch (error) {
    signal?.throwIfAborted()
    if (!(error instanceof NotSentError)) throw error
    notes.add(error)
    return { level, integration: wanted, status: 'failed', notes: notes.list() }
  }
}

/** Without scopes a client gets all that it was given (F-030). */
function lacksScope({ settings }: Connection): boolean {
  if (settings.authenticationType !== 'oauth2' || settings.scopes.length === 0) return false
  return !settings.scopes.includes(writeScope)
}
