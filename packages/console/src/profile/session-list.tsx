import { Button } from '@mantine/core'
import { Row, Rows } from '../ui/lists/rows.tsx'
import { Status } from '../ui/marks/status.tsx'
import { TimeAgo } from '../ui/words/time-ago.tsx'
import type { SessionEntry } from './profile-queries.ts'
import { describeUserAgent } from './user-agent.ts'

/** Where the person is signed in. The session of this page is marked and cannot be ended here. */
export function SessionList({
  sessions,
  ending,
  onEnd,
}: {
  readonly sessions: readonly SessionEntry[]
  /** Ids of those that are being ended. */
  readonly ending: readonly string[]
  readonly onEnd: (session: SessionEntry) => void
}): React.JSX.Element {
  return (
    <Rows label="Sessions">
      {sessions.map((session) => {
        const { id, userAgent, address, seenAt, createdAt, method, isCurrent } = session
        const program = describeUserAgent(userAgent)
        return (
          <Row
            key={id}
            primary={<span title={userAgent}>{program}</span>}
            secondary={
              <>
                {address} · last seen <TimeAgo at={seenAt} /> · signed in <TimeAgo at={createdAt} />
                {method === 'openid-connect' ? ' with your provider' : ''}
              </>
            }
            aside={
              isCurrent ? (
                <Status tone="good" icon="check">
                  This device
                </Status>
              ) : (
                <Button
                  variant="subtle"
                  color="red"
                  size="compact-sm"
                  aria-label={`Sign out ${program}, ${address}`}
                  loading={ending.includes(id)}
                  onClick={() => onEnd(session)}
                >
                  Sign out
                </Button>
              )
            }
          />
        )
      })}
    </Rows>
  )
}
