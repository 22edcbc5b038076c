import { Button, Checkbox, Group, MultiSelect, SegmentedControl, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { resourcesQuery, smallestScopesQuery } from '../../catalog/catalog-queries.ts'
import { Dialog } from '../../ui/dialogs/dialog.tsx'
import { ErrorState } from '../../ui/states/states.tsx'

interface SmallestScopesProps {
  readonly isOpen: boolean
  /** What stands in the field now. */
  readonly current: readonly string[]
  readonly onClose: () => void
  readonly onUse: (scopes: readonly string[]) => void
}

/** Finds the fewest scopes that allow what somebody wants to do. */
export function SmallestScopes(props: SmallestScopesProps): React.JSX.Element {
  const { isOpen, onClose } = props
  return (
    <Dialog opened={isOpen} onClose={onClose} title="Suggest scopes" size="lg">
      <Chooser {...props} />
    </Dialog>
  )
}

function Chooser({ current, onClose, onUse }: SmallestScopesProps): React.JSX.Element {
  const [chosen, setChosen] = useState<string[]>([])
  const [use, setUse] = useState<'read' | 'write'>('read')
  const resources = useQuery(resourcesQuery)
  const { data, error } = useQuery(smallestScopesQuery(chosen, use))
  const smallest = chosen.length > 0 ? data : undefined
  const take = (scopes: readonly string[]): void => {
    onUse(scopes)
    onClose()
  }
  return (
    <Stack gap="md">
      <MultiSelect
        label="Resources"
        description="What you want to read or write through this connection."
        placeholder={chosen.length === 0 ? 'Invoices, suppliers …' : ''}
        data-autofocus
        searchable
        limit={50}
        nothingFoundMessage="No resource matches"
        data={(resources.data ?? []).map(({ name, label }) => ({ value: name, label: `${label} (${name})` }))}
        value={chosen}
        onChange={setChosen}
      />
      <SegmentedControl
        aria-label="Use"
        value={use}
        onChange={(value) => setUse(value === 'write' ? 'write' : 'read')}
        data={[
          { value: 'read', label: 'Read' },
          { value: 'write', label: 'Create and update' },
        ]}
      />
      {error ? <ErrorState error={error} /> : null}
      <div aria-live="polite">
        {smallest ? (
          <>
            <Text size="sm" fw={600}>
              {smallest.scopes.length === 0 ? 'No known scope covers these resources.' : 'You need:'}
            </Text>
            {smallest.scopes.map((scope) => (
              <Checkbox
                key={scope}
                size="sm"
                mt={4}
                checked
                readOnly
                aria-readonly
                label={<code>{scope}</code>}
                description={
                  smallest.forTest.includes(scope)
                    ? 'Always included: Test Connection reads Tax Codes with it.'
                    : undefined
                }
              />
            ))}
            {smallest.unknownResources.length > 0 ? (
              <Text size="sm" className="warning" mt="xs">
                The scopes for these resources are not known: {smallest.unknownResources.join(', ')}.
              </Text>
            ) : null}
          </>
        ) : (
          <Text size="sm" className="muted">
            Choose resources to see the scopes they need.
          </Text>
        )}
      </div>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          variant="default"
          disabled={!smallest?.scopes.length || current.length === 0}
          onClick={() => take([...current, ...(smallest?.scopes ?? [])])}
        >
          Add to scopes
        </Button>
        <Button disabled={!smallest?.scopes.length} onClick={() => take(smallest?.scopes ?? [])}>
          Replace scopes
        </Button>
      </Group>
    </Stack>
  )
}
