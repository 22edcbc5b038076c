import type { Definition } from '@coupa-connector/process'
import type { Integration, MonitoringClient } from './monitoring-client.ts'
import type { MonitoringNotes } from './monitoring-report.ts'

/** The integration that the definition names. Notes what a person should know about it; throws `NotSentError`. */
export async function findMonitoredIntegration(
  { level, integration = '' }: Definition['coupaMonitoring'],
  client: MonitoringClient,
  notes: MonitoringNotes,
): Promise<Integration> {
  const found = await client.findIntegration(integration)
  if (level > 1 && !(await client.hasContact(found))) {
    notes.add({
      code: 'NO_CONTACT',
      message: `The integration ${found.code} has no contact in Coupa, so that its alerts reach nobody.`,
      remedy: 'Add contacts to the integration in Coupa, for technical and for functional alerts.',
    })
  }
  return found
}
