import type { Deployment } from '@coupa-connector/protocol'
import { PlannedTime } from '../../ui/words/planned-time.tsx'
import { TimeAgo } from '../../ui/words/time-ago.tsx'
import { nextOfAll } from './next-of-all.ts'

/** When a deployment runs: each schedule in words, the next instants of all of them, and when it does not run. */
export function ScheduleList({ deployment }: { readonly deployment: Deployment }): React.JSX.Element {
  const { schedules, maintenance, maintenanceUntil, paused } = deployment
  const next = nextOfAll(schedules)
  return (
    <div className="schedules">
      <h3>Schedule</h3>
      {schedules.length === 0 ? <p className="muted">No schedule. It runs when somebody starts it.</p> : null}
      {schedules.map(({ id, words }) => (
        <p key={id}>{words}</p>
      ))}
      {next.length > 0 ? (
        <ol className="instants muted" aria-label={paused ? 'Next runs, once it is resumed' : 'Next runs'}>
          {next.map(({ at, zone }) => (
            <li key={at} data-off={paused !== null || undefined}>
              <PlannedTime at={at} zone={zone} />
            </li>
          ))}
        </ol>
      ) : null}
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
