import { Button, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Icon } from '../../ui/marks/icon.tsx'
import { copyConnection, deleteConnection, tellConnectionChanged } from '../connection-mutations.ts'
import { connectionKeys, connectionUsesQuery, type LoadedConnection } from '../connection-queries.ts'
import { CopyDialog } from './copy-dialog.tsx'
import { DeleteDialog } from './delete-dialog.tsx'

/** What is done rarely with a connection: copying it, and deleting it. */
export function ConnectionMenu({
  account,
  stored,
  onGone,
}: {
  readonly account: string
  readonly stored: LoadedConnection
  /** There is nothing to save any more. */
  readonly onGone: () => void
}): React.JSX.Element {
  const { connection, etag } = stored
  const [isCopying, copying] = useDisclosure(false)
  const [isDeleting, deleting] = useDisclosure(false)
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const uses = useQuery({ ...connectionUsesQuery(account, connection.id), enabled: isDeleting })
  const copy = useMutation({
    mutationFn: async (name: string) => await copyConnection(account, connection.id, name),
    onSuccess: async (made) => {
      copying.close()
      await tellConnectionChanged(queryClient, account, made)
      await navigate({
        to: '/a/$account/connections/$connection',
        params: { account, connection: made.connection.id },
        search: {},
      })
    },
  })
  const remove = useMutation({
    mutationFn: async () => await deleteConnection(account, connection.id, etag),
    onSuccess: async () => {
      onGone()
      await navigate({ to: '/a/$account/connections', params: { account }, search: {} })
      queryClient.removeQueries({ queryKey: connectionKeys.one(account, connection.id) })
      await tellConnectionChanged(queryClient, account)
    },
    onError: async () => {
      await queryClient.invalidateQueries({ queryKey: connectionKeys.one(account, connection.id) })
    },
  })
  return (
    <>
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <Button variant="default">More</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Icon name="copy" size={16} />} onClick={copying.open}>
            Copy
          </Menu.Item>
          <Menu.Item c="var(--console-bad)" leftSection={<Icon name="trash" size={16} />} onClick={deleting.open}>
            Delete
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <CopyDialog
        name={connection.name}
        isOpen={isCopying}
        isCopying={copy.isPending}
        error={copy.error}
        onClose={() => {
          copy.reset()
          copying.close()
        }}
        onCopy={(name) => copy.mutate(name)}
      />
      <DeleteDialog
        name={connection.name}
        isOpen={isDeleting}
        uses={uses.isFetching ? undefined : uses.data}
        isDeleting={remove.isPending}
        error={remove.error ?? uses.error}
        onClose={() => {
          remove.reset()
          deleting.close()
        }}
        onDelete={() => remove.mutate()}
      />
    </>
  )
}
