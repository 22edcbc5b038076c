import { Button, Group, Stack, Text } from '@mantine/core'
import type { ResourceChoice } from './target-form.tsx'

/** What most people look for first, in the order in which it is offered. */
const common = ['invoices', 'purchase_orders', 'suppliers', 'requisitions', 'receiving_transactions', 'users']

/** A start for somebody who has not chosen a resource. */
export function CommonResources({
  resources,
  onChoose,
}: {
  readonly resources: readonly ResourceChoice[]
  readonly onChoose: (name: string) => void
}): React.JSX.Element {
  const offered = common.flatMap((name) => resources.find((resource) => resource.name === name) ?? [])
  return (
    <Stack gap="xs">
      <Text size="sm" className="muted">
        Choose a resource, or start with one of these:
      </Text>
      <Group gap="xs">
        {offered.map(({ name, label }) => (
          <Button key={name} variant="default" onClick={() => onChoose(name)}>
            {label}
          </Button>
        ))}
      </Group>
    </Stack>
  )
}
