import { Stack } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Status } from '../../ui/marks/status.tsx'
import { plural } from '../../ui/words/numbers.ts'
import type { EnrolledNode } from './enroll-progress.ts'

/** What has come since the token was made; said aloud as it changes. */
export function EnrollWaiting({
  account,
  came,
  wanted,
  isExpired,
}: {
  readonly account: string
  readonly came: readonly EnrolledNode[]
  readonly wanted: number
  readonly isExpired: boolean
}): React.JSX.Element {
  const missing = wanted - came.length
  return (
    <Stack gap={6} className="surface" p="md" aria-live="polite">
      {came.map(({ container, node, isConnected }) => (
        <div key={node.id}>
          <Status tone={isConnected ? 'good' : 'quiet'} icon={isConnected ? 'check' : 'spinner'}>
            {isConnected ? 'Connected' : 'Enrolled, not running yet'}
          </Status>{' '}
          <Link
            className="plain-link"
            to="/a/$account/containers/$container"
            params={{ account, container: container.id }}
          >
            {container.name}
          </Link>
          {container.kind === 'atom' ? null : <span className="muted"> · node {node.name}</span>}
        </div>
      ))}
      {missing > 0 ? (
        isExpired ? (
          <Status tone="warning" icon="clock">
            The token has expired. Close this and create another one.
          </Status>
        ) : (
          <Status tone="quiet" icon="spinner">
            {wanted === 1 ? 'Waiting for the machine …' : `Waiting for ${plural(missing, 'machine')} …`}
          </Status>
        )
      ) : null}
    </Stack>
  )
}
