import type { Role } from '@coupa-connector/protocol'
import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { CopyField } from '../ui/copy-field.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { DialogForm } from '../ui/dialog-form.tsx'
import { useInvite } from './people-mutations.ts'
import { roleMeanings, roleOptions, roleWithArticle } from './roles.ts'

/** Invites a person. The link is shown once, to be sent in any trusted way. */
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
    <Dialog opened={opened} onClose={close} title="Invite a person" isOneTime={made !== undefined} centered size="lg">
      {made ? (
        <Stack gap="md">
          <Text size="sm">
            Send this link to {made.email}. It is shown only once, works once, and expires in 7 days.
          </Text>
          <CopyField label="Invitation link" text={made.link} />
          <Group justify="flex-end">
            <Button onClick={close}>Done</Button>
          </Group>
        </Stack>
      ) : (
        <DialogForm
          verb="Create invitation"
          isPending={invite.isPending}
          error={invite.error}
          onSubmit={() => invite.mutate({ email: email.trim(), role })}
          onCancel={close}
        >
          <TextInput
            label="Email address"
            description="No email is sent. You get a link to pass on."
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
    </Dialog>
  )
}
