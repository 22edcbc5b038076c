import type { ContainerKind } from '@coupa-connector/protocol'
import { Button, Group, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Dialog } from '../../ui/dialogs/dialog.tsx'
import { ErrorState } from '../../ui/states/states.tsx'
import { useCreateInstallerToken, useRevokeInstallerToken } from '../container-mutations.ts'
import { allContainersQuery, type NewInstallerToken } from '../container-queries.ts'
import { EnrollForm, type EnrollWish, type GrowingContainer } from './enroll-form.tsx'
import { enrolledSince } from './enroll-progress.ts'
import { EnrollSteps } from './enroll-steps.tsx'
import { EnrollWaiting } from './enroll-waiting.tsx'

/** How often to check whether the machine has arrived, while somebody waits for it. */
const awaitedMs = 2000

interface EnrollDialogProps {
  readonly account: string
  readonly opened: boolean
  readonly onClose: () => void
  readonly initialKind?: ContainerKind
  /** Adds nodes to this molecule or cloud instead of enrolling a new container. */
  readonly growing?: GrowingContainer | undefined
}

/** Leads from the wish for a container to a connected one. The token exists only as long as the dialog is open. */
export function EnrollDialog({ opened, onClose, growing, ...rest }: EnrollDialogProps): React.JSX.Element {
  const [hasToken, setHasToken] = useState(false)
  const close = (): void => {
    setHasToken(false)
    onClose()
  }
  return (
    <Dialog
      opened={opened}
      onClose={close}
      isOneTime={hasToken}
      title={growing ? `Add a node to ${growing.name}` : 'Enroll a container'}
      size="lg"
    >
      {/* Made anew each time it opens, so that nothing of the last token is left. */}
      <EnrollFlow onClose={close} onToken={() => setHasToken(true)} growing={growing} {...rest} />
    </Dialog>
  )
}

function EnrollFlow({
  account,
  onClose,
  onToken,
  initialKind = 'atom',
  growing,
}: Omit<EnrollDialogProps, 'opened'> & { readonly onToken: () => void }): React.JSX.Element {
  const [made, setMade] = useState<{ readonly token: NewInstallerToken; readonly name: string }>()
  const create = useCreateInstallerToken(account)
  const submit = ({ kind, name, lifetimeMinutes, nodes }: EnrollWish): void =>
    create.mutate(
      { kind, lifetimeMinutes, maxUses: nodes, ...(growing ? { container: growing.id } : {}) },
      {
        onSuccess: (token) => {
          setMade({ token, name })
          onToken()
        },
      },
    )
  if (!made) {
    return (
      <EnrollForm
        initialKind={initialKind}
        growing={growing}
        isPending={create.isPending}
        error={create.error}
        onSubmit={submit}
        onCancel={onClose}
      />
    )
  }
  return <Enrolling account={account} token={made.token} name={made.name} growing={growing} onClose={onClose} />
}

function Enrolling({
  account,
  token,
  name,
  growing,
  onClose,
}: {
  readonly account: string
  readonly token: NewInstallerToken
  readonly name: string
  readonly growing: GrowingContainer | undefined
  readonly onClose: () => void
}): React.JSX.Element {
  const awaited = useQuery({ ...allContainersQuery(account), refetchInterval: awaitedMs })
  const came = enrolledSince(awaited.data ?? [], { since: token.createdAt, container: growing?.id })
  const isDone = came.length >= token.maxUses && came.every(({ isConnected }) => isConnected)
  const revoke = useRevokeInstallerToken(account)
  return (
    <Stack gap="lg">
      <EnrollSteps hubUrl={window.location.origin} token={token} name={name} />
      <EnrollWaiting
        account={account}
        came={came}
        wanted={token.maxUses}
        isExpired={Date.parse(token.expiresAt) < awaited.dataUpdatedAt}
      />
      {awaited.error ? <ErrorState error={awaited.error} /> : null}
      {revoke.error ? <ErrorState error={revoke.error} /> : null}
      <Group justify="space-between">
        {came.length < token.maxUses ? (
          <Button
            variant="subtle"
            color="red"
            loading={revoke.isPending}
            onClick={() => revoke.mutate(token.id, { onSuccess: onClose })}
          >
            Revoke token
          </Button>
        ) : (
          <span />
        )}
        <Button variant={isDone ? 'filled' : 'default'} onClick={onClose}>
          {isDone ? 'Done' : 'Close'}
        </Button>
      </Group>
    </Stack>
  )
}
