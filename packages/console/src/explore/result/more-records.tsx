import { Button, Group, Text } from '@mantine/core'
import { withThousands } from '../../ui/words/numbers.ts'
import { maxLimit } from '../query/query-model.ts'

/** Says that there are more records than are shown, why, and how to get them. */
export function MoreRecords({
  count,
  limit,
  onMore,
}: {
  /** How many are shown. */
  readonly count: number
  /** How many were asked for. */
  readonly limit: number
  /** Runs the query again with a higher limit. */
  readonly onMore: (limit: number) => void
}): React.JSX.Element {
  // Cut before its limit, the result was too large.
  if (count < limit) {
    return (
      <Text size="sm" className="muted">
        More records are available, but they do not fit into one result. Select fewer fields to see more of them. To
        read everything, use the command under “Command line or TypeScript” › Command line.
      </Text>
    )
  }
  const next = Math.min(maxLimit, limit * 2)
  if (next <= limit) {
    return (
      <Text size="sm" className="muted">
        These are the first {withThousands(limit)}, the most that Explore reads. To read everything, use the command
        under “Command line or TypeScript” › Command line.
      </Text>
    )
  }
  return (
    <Group gap="sm">
      <Text size="sm" className="muted">
        More available.
      </Text>
      <Button size="compact-sm" variant="default" onClick={() => onMore(next)}>
        Load more
      </Button>
    </Group>
  )
}
