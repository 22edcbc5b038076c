import { Anchor, Group, Text } from '@mantine/core'
import { Row } from '../ui/lists/rows.tsx'
import { Status } from '../ui/marks/status.tsx'
import { TimeAgo } from '../ui/words/time-ago.tsx'
import type { AuditEntry } from './audit-queries.ts'
import { actionInWords, detailLines } from './audit-words.ts'

const actorKinds: Readonly<Record<AuditEntry['actor']['kind'], string>> = {
  person: '',
  key: ' (API key)',
  container: ' (container)',
  system: '',
}

/** An entry of the audit log, with all that is known of it below. */
export function AuditEntryRow({
  entry,
  onOnly,
}: {
  readonly entry: AuditEntry
  /** Narrows the log to what belongs to the same actor or subject. */
  readonly onOnly: (only: { readonly actor: string } | { readonly subject: string }) => void
}): React.JSX.Element {
  const { action, actor, subject, at, outcome } = entry
  const isDone = outcome === 'done'
  return (
    <Row
      primary={
        <span style={{ overflowWrap: 'anywhere' }}>
          {actionInWords(action)}
          {subject ? <span className="muted"> · {subject.name}</span> : null}
        </span>
      }
      secondary={
        <>
          {actor.name}
          {actorKinds[actor.kind]} · <TimeAgo at={at} />
          <details>
            <summary style={{ cursor: 'pointer' }}>Details</summary>
            <Facts entry={entry} />
            <Group gap="md" mt={4}>
              {actor.id === null ? null : (
                <Only onClick={() => actor.id !== null && onOnly({ actor: actor.id })}>Only by {actor.name}</Only>
              )}
              {subject === null || subject.id === null ? null : (
                <Only onClick={() => subject.id !== null && onOnly({ subject: subject.id })}>
                  Only about {subject.name}
                </Only>
              )}
            </Group>
          </details>
        </>
      }
      aside={
        <Status tone={isDone ? 'quiet' : 'warning'} icon={isDone ? 'check' : 'cross'}>
          {isDone ? 'Done' : 'Denied'}
        </Status>
      }
    />
  )
}

function Facts({ entry }: { readonly entry: AuditEntry }): React.JSX.Element {
  const { action, detail, requestId, address, at } = entry
  const lines: readonly (readonly [string, string])[] = [
    ...detailLines(detail),
    ...(address === '' ? [] : [['IP address', address] as const]),
    ['Time', at],
    ['Action', action],
    ...(requestId === '' ? [] : [['Request', requestId] as const]),
  ]
  return (
    <dl style={{ margin: '0.375rem 0', display: 'grid', gridTemplateColumns: 'max-content 1fr', gap: '0.125rem 1rem' }}>
      {lines.map(([name, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of an entry never change
        <div key={`${name} ${index}`} style={{ display: 'contents' }}>
          <Text component="dt" size="xs">
            {name}
          </Text>
          <Text component="dd" size="xs" m={0} style={{ overflowWrap: 'anywhere' }}>
            {value}
          </Text>
        </div>
      ))}
    </dl>
  )
}

function Only({
  onClick,
  children,
}: {
  readonly onClick: () => void
  readonly children: React.ReactNode
}): React.JSX.Element {
  return (
    <Anchor component="button" type="button" size="xs" onClick={onClick}>
      {children}
    </Anchor>
  )
}
