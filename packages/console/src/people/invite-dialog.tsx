import type { Role } from '@coupa-connector/protocol'
import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { CopyField } from '../ui/copy-field.tsx'
import { DialogForm } from '../ui/dialog-form.tsx'
import { useInvite } from './people-mutations.ts'
import { roleMeanings, roleOptions, roleWithArticle } from './roles.ts'

/** Invites somebody. The link is shown once, to be sent by any trusted way. */
export function InviteDialog({
  account,
  ownRole,
  opened,
  onClose,
}: {
  readonly account: string
  readonly ownRole: Role
  readonly opened: boolean
  readonly onClose: () => void
}): React.JSX.Element {
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('builder')
  // The link stands here and nowhere else.
  const [made, setMade] = useState<{ readonly email: string; readonly link: string }>()
  const invite = useInvite(account, setMade)
  const close = (): void => {
    onClose()
    setMade(undefined)
    invite.reset()
    setEmail('')
  }
  return (
    <Modal
      opened={opened}
      onClose={close}
      title="Invite a person"
      // The link cannot be shown again.
      closeOnClickOutside={made === undefined}
      centered
      size="lg"
    >
      {made ? (
        <Stack gap="md">
          <Text size="sm">Send this link to {made.email}. It is shown this once, works once, and for seven days.</Text>
          <CopyField label="Invitation link" text={made.link} />
          <Group justify="flex-end">
            <Button onClick={close}>Done</Button>
          </Group>
        </Stack>
      ) : (
        <DialogForm
          verb="Make the link"
          isPending={invite.isPending}
          error={invite.error}
          onSubmit={() => invite.mutate({ email: email.trim(), role })}
          onCancel={close}
        >
          <TextInput
            label="E-mail address"
            type="email"
            required
            data-autofocus
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Select
            label="Role"
            description={`${roleWithArticle(role)} ${roleMeanings[role]}.`}
            data={roleOptions(ownRole)}
            value={role}
            allowDeselect={false}
            onChange={(value) => value && setRole(value as Role)}
          />
        </DialogForm>
      )}
    </Modal>
  )
}
