import type { Deployment } from '@coupa-connector/protocol'
import { PlannedTime } from '../../ui/planned-time.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'

/** When a deployment runs: each schedule in words, with its next instants; and when it does not. */
export function ScheduleList({ deployment }: { readonly deployment: Deployment }): React.JSX.Element {
  const { schedules, maintenance, maintenanceUntil, paused } = deployment
  return (
    <div className="schedules">
      <h3>Schedule</h3>
      {schedules.length === 0 ? <p className="muted">No schedule. It runs when somebody starts it.</p> : null}
      {schedules.map(({ id, words, schedule, upcoming }) => (
        <div key={id}>
          <p>{words}</p>
          {upcoming.length > 0 ? (
            <ol className="instants muted" aria-label={`Next runs: ${words}`} data-off={paused !== null || undefined}>
              {upcoming.map((at) => (
                <li key={at}>
                  <PlannedTime at={at} zone={'zone' in schedule ? schedule.zone : undefined} />
                </li>
              ))}
            </ol>
          ) : null}
        </div>
      ))}
      {maintenanceUntil ? (
        <p className="warning">
          In maintenance. Runs start again <TimeAgo at={maintenanceUntil} />.
        </p>
      ) : null}
      {maintenance.map(({ words }) => (
        <p key={words} className="muted">
          Maintenance: {words}
        </p>
      ))}
    </div>
  )
}
