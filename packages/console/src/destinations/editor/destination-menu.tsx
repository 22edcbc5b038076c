import type { Destination } from '@coupa-connector/protocol'
import { Button, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ConfirmDialog } from '../../ui/dialogs/confirm-dialog.tsx'
import { Icon } from '../../ui/marks/icon.tsx'
import { deleteDestination, tellDestinationChanged } from '../destination-mutations.ts'
import { destinationKeys } from '../destination-queries.ts'

/** What is done rarely with a destination: deleting it. */
export function DestinationMenu({
  account,
  destination: { id, name },
  onGone,
}: {
  readonly account: string
  readonly destination: Destination
  /** There is nothing to save any more. */
  readonly onGone: () => void
}): React.JSX.Element {
  const [isDeleting, deleting] = useDisclosure(false)
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const remove = useMutation({
    mutationFn: async () => await deleteDestination(account, id),
    onSuccess: async () => {
      onGone()
      await navigate({ to: '/a/$account/destinations', params: { account }, search: {} })
      queryClient.removeQueries({ queryKey: destinationKeys.one(account, id) })
      await tellDestinationChanged(queryClient, account)
    },
  })
  return (
    <>
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <Button variant="default">More</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Icon name="trash" size={16} />} c="var(--console-bad)" onClick={deleting.open}>
            Delete
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={isDeleting}
        title={`Delete ${name}?`}
        verb="Delete"
        consequences={[
          'This permanently deletes the destination and its secrets.',
          'What was delivered there stays where it is.',
        ]}
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate()}
        onClose={() => {
          remove.reset()
          deleting.close()
        }}
      />
    </>
  )
}
