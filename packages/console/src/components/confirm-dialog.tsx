import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { ErrorState } from './states.tsx'

/** Asks before something that cannot be taken back; says what follows from it. */
export function ConfirmDialog({
  opened,
  title,
  children,
  action,
  error,
  isPending,
  onConfirm,
  onClose,
}: {
  readonly opened: boolean
  readonly title: string
  readonly children: React.ReactNode
  /** What the button says: the verb of the title. */
  readonly action: string
  readonly error?: unknown
  readonly isPending: boolean
  readonly onConfirm: () => void
  readonly onClose: () => void
}): React.JSX.Element {
  return (
    <Modal opened={opened} onClose={onClose} title={title} centered closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="md">
        {error ? <ErrorState error={error} /> : null}
        <Text size="sm" component="div">
          {children}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button color="red" onClick={onConfirm} loading={isPending}>
            {action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
