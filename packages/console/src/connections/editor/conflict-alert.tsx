import type { Connection, ConnectionFieldDescription } from '@coupa-connector/protocol'
import { Alert, Button, Group, Text } from '@mantine/core'
import { Icon } from '../../ui/icon.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { type ConnectionForm, changedParts, conflictsBetween, formOf, showPart } from '../fields/form-state.ts'
import { Difference } from './difference.tsx'
import { partLabel } from './part-label.ts'

/** Somebody else saved while this form was being filled in: who, what, and the ways on. Nothing that was typed is lost. */
export function ConflictAlert({
  base,
  mine,
  theirs,
  fields,
  onMerge,
  onDiscard,
}: {
  readonly base: ConnectionForm
  readonly mine: ConnectionForm
  readonly theirs: Connection
  readonly fields: readonly ConnectionFieldDescription[]
  readonly onMerge: () => void
  readonly onDiscard: () => void
}): React.JSX.Element {
  const stored = formOf(theirs)
  const conflicts = conflictsBetween(base, mine, stored)
  return (
    <Alert
      color="gray"
      variant="light"
      role="alert"
      styles={{ label: { color: 'var(--console-warning)' }, icon: { color: 'var(--console-warning)' } }}
      icon={<Icon name="warning" />}
      title={`${theirs.updatedBy} saved this connection meanwhile`}
    >
      <Text size="sm" mb="xs">
        Saved <TimeAgo at={theirs.updatedAt} />, revision {theirs.revision}. What was changed there:
      </Text>
      {changedParts(base, stored).map((part) => (
        <Difference
          key={`${part.kind} ${part.name}`}
          label={partLabel(part.name, fields)}
          from={showPart(base, part)}
          to={part.kind === 'secret' && stored.secrets[part.name] ? 'set again' : showPart(stored, part)}
        />
      ))}
      {conflicts.length > 0 ? (
        <Text size="sm" mt="xs">
          You changed {conflicts.map(({ name }) => partLabel(name, fields)).join(', ')} differently; what you typed
          would take its place.
        </Text>
      ) : null}
      <Group gap="xs" mt="sm">
        <Button size="xs" onClick={onMerge}>
          Take over these changes and keep mine
        </Button>
        <Button size="xs" variant="default" onClick={onDiscard}>
          Discard my changes
        </Button>
      </Group>
    </Alert>
  )
}
