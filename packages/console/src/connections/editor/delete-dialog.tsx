import type { ResponseOf, Routes } from '@coupa-connector/protocol'
import { Modal, Text } from '@mantine/core'
import { DialogForm } from '../../ui/dialogs/dialog-form.tsx'
import { LoadingRows } from '../../ui/states/states.tsx'
import { TimeAgo } from '../../ui/words/time-ago.tsx'

/** Asks before a connection is deleted, and says what uses it. */
export function DeleteDialog({
  name,
  isOpen,
  uses,
  isDeleting,
  error,
  onClose,
  onDelete,
}: {
  readonly name: string
  readonly isOpen: boolean
  /** Undefined while they are being read. */
  readonly uses: ResponseOf<Routes['connection.uses']>['items'] | undefined
  readonly isDeleting: boolean
  readonly error: unknown
  readonly onClose: () => void
  readonly onDelete: () => void
}): React.JSX.Element {
  return (
    <Modal opened={isOpen} onClose={onClose} title={`Delete ${name}?`} centered>
      <DialogForm
        verb="Delete"
        isDangerous
        focus="cancel"
        isPending={isDeleting}
        isAllowed={uses?.length === 0}
        error={error}
        onSubmit={onDelete}
        onCancel={onClose}
      >
        <Text size="sm">
          This permanently deletes the connection and its secrets. Test history and the audit log are kept.
        </Text>
        {uses === undefined ? <LoadingRows rows={1} height={24} /> : null}
        {uses?.length === 0 ? (
          <Text size="sm" className="muted">
            Nothing is using it.
          </Text>
        ) : null}
        {uses && uses.length > 0 ? (
          <div>
            <Text size="sm" fw={600}>
              It is in use. Wait until this is finished, or cancel it:
            </Text>
            <ul>
              {uses.map(({ id, description, since }) => (
                <li key={id}>
                  <Text size="sm" component="span">
                    {description}, since <TimeAgo at={since} />
                  </Text>
                </li>
              ))}
            </ul>
          </div>
        ) : null}
      </DialogForm>
    </Modal>
  )
}
