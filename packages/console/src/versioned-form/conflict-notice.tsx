import { Button, Group, Text } from '@mantine/core'
import { Notice } from '../ui/states/notice.tsx'
import { Difference } from '../ui/text/difference.tsx'
import { TimeAgo } from '../ui/words/time-ago.tsx'

/** One thing that somebody else changed, in words. */
export interface ChangedPart {
  readonly label: string
  readonly from: string
  readonly to: string
}

/** Says that somebody else saved while a form was being filled in: who, what, and the ways on. */
export function ConflictNotice({
  by,
  at,
  changed,
  clashing,
  onMerge,
  onDiscard,
}: {
  /** Who saved, and when; undefined where nothing tells. */
  readonly by: string | undefined
  readonly at: string | undefined
  readonly changed: readonly ChangedPart[]
  /** The labels of what was changed here too, to something else. */
  readonly clashing: readonly string[]
  readonly onMerge: () => void
  readonly onDiscard: () => void
}): React.JSX.Element {
  return (
    <Notice role="alert" title={`${by ?? 'Someone else'} saved changes after you opened this`}>
      <Text size="sm" mb="xs">
        {at === undefined ? null : (
          <>
            Saved <TimeAgo at={at} />.{' '}
          </>
        )}
        Your changes are still here, and are not saved yet. The other changes:
      </Text>
      {changed.map(({ label, from, to }) => (
        <Difference key={label} label={label} from={from} to={to} />
      ))}
      {clashing.length > 0 ? (
        <Text size="sm" mt="xs">
          You also changed {clashing.join(', ')}. Merging keeps your version.
        </Text>
      ) : null}
      <Group gap="xs" mt="sm">
        <Button size="xs" onClick={onMerge}>
          Merge with my changes
        </Button>
        <Button size="xs" variant="default" onClick={onDiscard}>
          Discard mine
        </Button>
      </Group>
    </Notice>
  )
}
