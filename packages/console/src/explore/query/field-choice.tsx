import type { CatalogField, CatalogResource } from '@coupa-connector/protocol'
import { Button, Group, Pill, Radio, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { FieldTree } from '../../catalog/fields/field-tree-view.tsx'
import type { FieldChoice as Choice } from './query-model.ts'

/** What to read of each record: fields picked from a tree, only ids, or everything. */
export function FieldChoice({
  resource,
  ownFields,
  value,
  onChange,
}: {
  readonly resource: CatalogResource
  readonly ownFields: readonly CatalogField[]
  readonly value: Choice
  readonly onChange: (value: Choice) => void
}): React.JSX.Element {
  const [isOpen, tree] = useDisclosure(false)
  const picked = typeof value === 'string' ? undefined : value
  return (
    <Stack gap="xs">
      <Radio.Group
        label="Fields"
        value={typeof value === 'string' ? value : 'picked'}
        onChange={(choice) => onChange(choice === 'all' || choice === 'limited' ? choice : resource.tellingFields)}
      >
        <Group gap="md" mt={6}>
          <Radio value="picked" label="Selected fields" />
          <Radio value="limited" label="IDs only" />
          <Radio value="all" label="All fields" />
        </Group>
      </Radio.Group>
      {value === 'all' ? (
        <Text size="sm" className="muted">
          Everything that Coupa returns. This may be large and slow.
        </Text>
      ) : null}
      {picked ? (
        <>
          <Group gap={6}>
            {picked.map((path) => (
              <Pill
                key={path}
                withRemoveButton
                onRemove={() => onChange(picked.filter((other) => other !== path))}
                removeButtonProps={{ 'aria-label': `Remove ${path}`, tabIndex: 0, 'aria-hidden': false }}
              >
                {path}
              </Pill>
            ))}
            <Button
              size="compact-sm"
              variant="default"
              aria-expanded={isOpen}
              aria-controls="field-tree"
              onClick={tree.toggle}
            >
              {isOpen ? 'Done' : 'Choose fields'}
            </Button>
          </Group>
          {isOpen ? (
            <FieldTree fields={resource.fields} ownFields={ownFields} picked={picked} onChange={onChange} />
          ) : null}
        </>
      ) : null}
    </Stack>
  )
}
