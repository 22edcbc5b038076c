import { Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Dialog } from '../ui/dialogs/dialog.tsx'
import { DialogForm } from '../ui/dialogs/dialog-form.tsx'

/** The dialog that takes a secret. It starts empty and masked, and forgets the input when it closes. */
export function PasswordDialog({
  label,
  isMultiline = false,
  isOpen,
  onClose,
  onApply,
}: {
  readonly label: string
  /** Whether its value has several lines: then it is shown while it is entered. Default: false. */
  readonly isMultiline?: boolean | undefined
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onApply: (value: string) => Promise<void>
}): React.JSX.Element {
  return (
    <Dialog
      opened={isOpen}
      onClose={onClose}
      title={isMultiline ? label : 'Password'}
      centered
      size={isMultiline ? 'lg' : undefined}
    >
      <PasswordForm label={label} isMultiline={isMultiline} onClose={onClose} onApply={onApply} />
    </Dialog>
  )
}

function PasswordForm({
  label,
  isMultiline,
  onClose,
  onApply,
}: Omit<Parameters<typeof PasswordDialog>[0], 'isOpen'>): React.JSX.Element {
  const [value, setValue] = useState('')
  const apply = useMutation({ mutationFn: onApply, onSuccess: onClose, gcTime: 0 })
  const common = {
    label,
    description: 'Encrypted immediately. It can’t be viewed again.',
    'data-autofocus': true,
    value,
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => setValue(event.currentTarget.value),
  }
  return (
    <DialogForm
      verb="Apply"
      isPending={apply.isPending}
      isAllowed={value.trim() !== ''}
      error={apply.error}
      onSubmit={() => apply.mutate(value)}
      onCancel={onClose}
    >
      {isMultiline ? (
        <Textarea
          {...common}
          rows={8}
          styles={{ input: { fontFamily: 'monospace' } }}
          spellCheck={false}
          autoComplete="off"
        />
      ) : (
        <TextInput {...common} type="password" autoComplete="new-password" />
      )}
    </DialogForm>
  )
}
