import type { ResponseOf, Role, Routes } from '@coupa-connector/protocol'
import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { installationQuery } from '../session/session-queries.ts'
import { Dialog } from '../ui/dialogs/dialog.tsx'
import { DialogForm } from '../ui/dialogs/dialog-form.tsx'
import { Notice } from '../ui/states/notice.tsx'
import { CopyField } from '../ui/text/copy-field.tsx'
import { useInvite } from './people-mutations.ts'
import { roleMeanings, roleOptions, roleWithArticle } from './roles.ts'

type CreatedInvitation = ResponseOf<Routes['invitations.create']>

/** Invites a person. The link is mailed where the hub sends mail, and shown once, to be sent in any trusted way. */
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
  const [made, setMade] = useState<CreatedInvitation>()
  const { data: installation } = useQuery({ ...installationQuery, enabled: opened })
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
          <Delivery invitation={made} />
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
            description={installation ? inviteHint(installation.sendsMail) : ' '}
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

function inviteHint(sendsMail: boolean): string {
  return sendsMail ? 'The link is mailed to this address.' : 'No email is sent. You get a link to pass on.'
}

/** Whether the invitation is on its way by mail, and what is left to do. */
function Delivery({ invitation: { email, mail } }: { readonly invitation: CreatedInvitation }): React.JSX.Element {
  if (mail?.isSent) {
    return (
      <Text size="sm">
        The invitation was mailed to {email}. It works once and expires in 7 days. You can pass on the link, too: it is
        shown only once.
      </Text>
    )
  }
  return (
    <>
      {mail === null ? null : (
        <Notice title="The invitation could not be mailed" role="alert">
          {mail.error}
        </Notice>
      )}
      <Text size="sm">Send this link to {email}. It is shown only once, works once, and expires in 7 days.</Text>
    </>
  )
}
