import { Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { connectionStates } from '../connections/connection-state.tsx'
import { Status } from '../ui/marks/status.tsx'

/** How many connections there are in each state; each leads to those. */
export function ConnectionStrip({
  account,
  counts,
}: {
  readonly account: string
  readonly counts: Readonly<Record<string, number>>
}): React.JSX.Element {
  return (
    <Group component="nav" aria-label="Connections by state" gap="sm" grow className="connection-strip">
      {connectionStates.map(({ state, label, tone, icon }) => (
        <Link
          key={state}
          className="surface row-link connection-count"
          to="/a/$account/connections"
          params={{ account }}
          search={{ state }}
        >
          <span className="connection-count-number">{counts[state] ?? 0}</span>
          <Status tone={(counts[state] ?? 0) === 0 ? 'quiet' : tone} icon={icon}>
            {label}
          </Status>
        </Link>
      ))}
    </Group>
  )
}
