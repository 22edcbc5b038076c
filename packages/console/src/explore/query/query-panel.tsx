import type { CatalogField, CatalogResource } from '@coupa-connector/protocol'
import { Button, Group, List, Text } from '@mantine/core'
import { Icon } from '../../ui/marks/icon.tsx'
import { QueryForm } from './query-form.tsx'
import type { ExploreQuery } from './query-model.ts'

/** The query of a resource, what is wrong with it after an attempt to run it, and what can be done with it. */
export function QueryPanel({
  resource,
  ownFields,
  query,
  problems,
  canRun,
  hasConnection,
  onChange,
  onShowCode,
  onSaveAsProcess,
}: {
  readonly resource: CatalogResource
  /** Custom fields that the organization is known to have of the resource. */
  readonly ownFields: readonly CatalogField[]
  readonly query: ExploreQuery
  readonly problems: readonly string[]
  readonly canRun: boolean
  readonly hasConnection: boolean
  readonly onChange: (query: ExploreQuery) => void
  readonly onShowCode: () => void
  readonly onSaveAsProcess: () => void
}): React.JSX.Element {
  return (
    <>
      <QueryForm resource={resource} ownFields={ownFields} query={query} onChange={onChange} />
      {problems.length > 0 ? (
        <div role="alert">
          <List size="sm" className="bad">
            {problems.map((problem) => (
              <List.Item key={problem}>{problem}</List.Item>
            ))}
          </List>
        </div>
      ) : null}
      <Group gap="sm">
        <Button type="submit" leftSection={<Icon name="play" size={16} />} disabled={!canRun}>
          Run
        </Button>
        <Button variant="default" leftSection={<Icon name="copy" size={16} />} onClick={onShowCode}>
          Command line or TypeScript
        </Button>
        <Button variant="default" leftSection={<Icon name="process" size={16} />} onClick={onSaveAsProcess}>
          Save as process
        </Button>
        {hasConnection ? null : (
          <Text size="sm" className="muted">
            Choose a connection first.
          </Text>
        )}
      </Group>
    </>
  )
}
