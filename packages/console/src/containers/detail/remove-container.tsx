import type { Container } from '@coupa-connector/protocol'
import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { ConfirmDialog } from '../../ui/dialogs/confirm-dialog.tsx'
import { useRemoveContainer } from '../container-mutations.ts'
import { removalOf } from './removal.ts'

/** Deletes a container, or detaches it from a cloud, after explaining what that means. */
export function RemoveContainer({
  account,
  container,
  onRemoved,
}: {
  readonly account: string
  readonly container: Container
  readonly onRemoved: () => Promise<void>
}): React.JSX.Element {
  const [isAsking, setIsAsking] = useState(false)
  const removal = removalOf(container)
  const remove = useRemoveContainer(account, container.id, onRemoved)
  return (
    <Group className="surface" p="md" justify="space-between">
      <Text size="sm" className="muted" flex="1 1 240px">
        {removal.verb === 'Detach'
          ? 'Detaching stops everything this account runs there. The cloud stays with its owner.'
          : 'Deleting revokes the credentials of its nodes immediately.'}
      </Text>
      <Button color="red" variant="outline" onClick={() => setIsAsking(true)}>
        {removal.verb}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        title={removal.title}
        consequences={removal.consequences}
        verb={removal.verb}
        nameToType={removal.mustTypeName ? container.name : undefined}
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate()}
        onClose={() => {
          setIsAsking(false)
          remove.reset()
        }}
      />
    </Group>
  )
}
