import { Button, Group, Text } from '@mantine/core'
import { Icon } from '../../ui/marks/icon.tsx'
import type { ExploreQuery } from './query-model.ts'
import { summarizeQuery } from './query-summary.ts'

/** The query in one line, while its result has the room. */
export function FoldedQuery({
  title,
  query,
  canRun,
  onEdit,
  onShowCode,
}: {
  /** Of the resource. */
  readonly title: string
  readonly query: ExploreQuery
  readonly canRun: boolean
  readonly onEdit: () => void
  readonly onShowCode: () => void
}): React.JSX.Element {
  return (
    <Group justify="space-between" gap="sm">
      <Text size="sm" component="div" className="folded-query">
        <strong>{title}</strong> <span className="muted">· {summarizeQuery(query)}</span>
      </Text>
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          leftSection={<Icon name="pencil" size={14} />}
          aria-expanded={false}
          onClick={onEdit}
        >
          Edit query
        </Button>
        <Button size="xs" variant="default" leftSection={<Icon name="copy" size={14} />} onClick={onShowCode}>
          Command line or TypeScript
        </Button>
        <Button size="xs" type="submit" leftSection={<Icon name="play" size={14} />} disabled={!canRun}>
          Run again
        </Button>
      </Group>
    </Group>
  )
}
