import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useCreateAccount } from '../session/account-mutations.ts'
import { Dialog } from '../ui/dialogs/dialog.tsx'
import { DialogForm } from '../ui/dialogs/dialog-form.tsx'

/** Creates a further account and goes there. Only for the administrator of the installation. */
export function CreateAccountDialog({
  opened,
  onClose,
}: {
  readonly opened: boolean
  readonly onClose: () => void
}): React.JSX.Element {
  return (
    <Dialog opened={opened} onClose={onClose} title="Create an account" centered>
      <CreateAccountForm onClose={onClose} />
    </Dialog>
  )
}

function CreateAccountForm({ onClose }: { readonly onClose: () => void }): React.JSX.Element {
  const [name, setName] = useState('')
  const create = useCreateAccount()
  return (
    <DialogForm
      verb="Create"
      isPending={create.isPending}
      isAllowed={name.trim() !== ''}
      error={create.error}
      onSubmit={() => create.mutate(name, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <TextInput
        label="Account name"
        description="A company or team. It has its own connections, containers and people; you become its owner."
        required
        maxLength={255}
        data-autofocus
        autoComplete="organization"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </DialogForm>
  )
}
