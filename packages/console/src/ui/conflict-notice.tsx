import { Button, Group, Text } from '@mantine/core'
import { Notice } from './notice.tsx'
import { TimeAgo } from './time-ago.tsx'

/** What somebody else changed while a form was open. */
export interface Conflict {
  /** Who and when, where the log tells. */
  readonly change: { readonly by: string; readonly at: string } | undefined
  /** What is different now, each a sentence. */
  readonly differences: readonly string[]
}

/** Says who changed what meanwhile; what was typed stays, and the person decides whose holds. */
export function ConflictNotice({
  conflict: { change, differences },
  isPending,
  onKeepMine,
  onTakeTheirs,
}: {
  readonly conflict: Conflict
  readonly isPending: boolean
  readonly onKeepMine: () => void
  readonly onTakeTheirs: () => void
}): React.JSX.Element {
  return (
    <Notice role="alert" title={`${change?.by ?? 'Somebody else'} changed this meanwhile`}>
      {differences.map((difference) => (
        <Text size="sm" key={difference}>
          {difference}
        </Text>
      ))}
      <Text size="sm">
        {change ? (
          <>
            Changed <TimeAgo at={change.at} />.{' '}
          </>
        ) : null}
        What you entered is still here and not saved.
      </Text>
      <Group gap="xs" mt="sm">
        <Button size="xs" variant="default" loading={isPending} onClick={onKeepMine}>
          Save mine over it
        </Button>
        <Button size="xs" variant="default" onClick={onTakeTheirs}>
          Take theirs
        </Button>
      </Group>
    </Notice>
  )
}
