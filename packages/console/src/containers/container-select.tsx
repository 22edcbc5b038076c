import type { Container } from '@coupa-connector/protocol'
import { Stack, Text } from '@mantine/core'
import { SearchSelect } from '../ui/controls/search-select.tsx'
import { containerKindLabels, containerOptions } from './container-options.ts'

/** A container to choose, with its state below. */
export function ContainerSelect({
  containers,
  container,
  onChange,
}: {
  readonly containers: readonly Container[]
  readonly container: Container | undefined
  readonly onChange: (id: string) => void
}): React.JSX.Element {
  return (
    <Stack gap={6}>
      <SearchSelect
        label="Container"
        placeholder="Choose a container"
        allowDeselect={false}
        data={containerOptions(containers)}
        value={container?.id ?? null}
        onChange={(id) => id && onChange(id)}
      />
      <Text size="xs" className={container?.unavailableReason ? 'warning' : 'muted'}>
        {container
          ? (container.unavailableReason ?? `${containerKindLabels[container.kind]}, ${container.status}`)
          : containers.length === 0
            ? 'No containers yet. An administrator can enroll one.'
            : 'Choose the container to run on.'}
      </Text>
    </Stack>
  )
}
