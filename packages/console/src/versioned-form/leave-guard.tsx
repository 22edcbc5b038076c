import { Button, Group, Modal, Text } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'

/** Asks before unsaved input is lost, whether the person goes to another screen or leaves the page. */
export function LeaveGuard({
  isActive,
  onSave,
}: {
  readonly isActive: () => boolean
  /** Saves; resolves with whether it was saved. */
  readonly onSave: () => Promise<boolean>
}): React.JSX.Element {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && isActive(),
    enableBeforeUnload: isActive,
    withResolver: true,
  })
  const saveAndLeave = async (): Promise<void> => {
    const { proceed, reset } = blocker
    if (await onSave()) proceed?.()
    else reset?.()
  }
  return (
    <Modal
      opened={blocker.status === 'blocked'}
      onClose={() => blocker.reset?.()}
      title="Leave without saving?"
      centered
    >
      <Text size="sm" mb="md">
        You have unsaved changes.
      </Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" data-autofocus onClick={() => blocker.reset?.()}>
          Keep editing
        </Button>
        <Button color="red" variant="outline" onClick={() => blocker.proceed?.()}>
          Discard changes
        </Button>
        <Button onClick={() => void saveAndLeave()}>Save and leave</Button>
      </Group>
    </Modal>
  )
}
