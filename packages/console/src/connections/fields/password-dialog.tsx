import { TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Dialog } from '../../ui/dialog.tsx'
import { DialogForm } from '../../ui/dialog-form.tsx'

/** The dialog that takes a secret. It starts empty and masked, and forgets the input when it closes. */
export function PasswordDialog({
  label,
  isOpen,
  onClose,
  onApply,
}: {
  readonly label: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onApply: (value: string) => Promise<void>
}): React.JSX.Element {
  return (
    <Dialog opened={isOpen} onClose={onClose} title="Password" centered>
      <PasswordForm label={label} onClose={onClose} onApply={onApply} />
    </Dialog>
  )
}

function PasswordForm({
  label,
  onClose,
  onApply,
}: Omit<Parameters<typeof PasswordDialog>[0], 'isOpen'>): React.JSX.Element {
  const [value, setValue] = useState('')
  const apply = useMutation({ mutationFn: onApply, onSuccess: onClose, gcTime: 0 })
  return (
    <DialogForm
      verb="Apply"
      isPending={apply.isPending}
      isAllowed={value.trim() !== ''}
      error={apply.error}
      onSubmit={() => apply.mutate(value)}
      onCancel={onClose}
    >
      <TextInput
        type="password"
        label={label}
        description="Encrypted immediately. It can’t be viewed again."
        autoComplete="new-password"
        data-autofocus
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
    </DialogForm>
  )
}
