import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { Dialog } from '../../ui/dialogs/dialog.tsx'
import { DialogForm } from '../../ui/dialogs/dialog-form.tsx'

interface CopyDialogProps {
  readonly name: string
  readonly isOpen: boolean
  readonly isCopying: boolean
  readonly error: unknown
  readonly onClose: () => void
  readonly onCopy: (name: string) => void
}

/** Asks for the name of a copy. */
export function CopyDialog(props: CopyDialogProps): React.JSX.Element {
  return (
    <Dialog opened={props.isOpen} onClose={props.onClose} title="Copy connection" centered>
      <CopyForm {...props} />
    </Dialog>
  )
}

function CopyForm({ name, isCopying, error, onClose, onCopy }: CopyDialogProps): React.JSX.Element {
  const [text, setText] = useState(`${name} (copy)`)
  return (
    <DialogForm
      verb="Copy"
      isPending={isCopying}
      isAllowed={text.trim() !== ''}
      error={error}
      onSubmit={() => onCopy(text)}
      onCancel={onClose}
    >
      <TextInput
        label="Name of the copy"
        description="The copy has the saved settings and the same secrets. It starts untested."
        required
        maxLength={255}
        data-autofocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </DialogForm>
  )
}
