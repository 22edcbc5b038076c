import { List, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Dialog } from './dialog.tsx'
import { DialogForm } from './dialog-form.tsx'

interface ConfirmProps {
  readonly title: string
  /** What follows from it, each a sentence. */
  readonly consequences: readonly string[]
  /** What the button says: the verb of the title. */
  readonly verb: string
  /** Has to be typed before the button works. */
  readonly nameToType?: string | undefined
  readonly isPending: boolean
  readonly error: unknown
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** Asks before something that cannot be taken back; says what follows from it. */
export function ConfirmDialog({ opened, ...props }: ConfirmProps & { readonly opened: boolean }): React.JSX.Element {
  return (
    <Dialog opened={opened} onClose={props.onClose} title={props.title} centered>
      <Confirm {...props} />
    </Dialog>
  )
}

function Confirm({
  consequences,
  verb,
  nameToType,
  isPending,
  error,
  onConfirm,
  onClose,
}: ConfirmProps): React.JSX.Element {
  const [typed, setTyped] = useState('')
  return (
    <DialogForm
      verb={verb}
      isDangerous
      focus={nameToType === undefined ? 'cancel' : undefined}
      isPending={isPending}
      isAllowed={nameToType === undefined || typed.trim() === nameToType}
      error={error}
      onSubmit={onConfirm}
      onCancel={onClose}
    >
      <List size="sm" spacing={6}>
        {consequences.map((consequence) => (
          <List.Item key={consequence}>{consequence}</List.Item>
        ))}
      </List>
      {nameToType === undefined ? null : (
        <TextInput
          label="Type its name to continue"
          description={nameToType}
          autoComplete="off"
          data-autofocus
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
    </DialogForm>
  )
}
