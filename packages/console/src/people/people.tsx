import type { ApiKey, Role } from '@coupa-connector/protocol'
import { Button, Select, Stack, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { sessionQuery } from '../session/session-queries.ts'
import { useAccount } from '../session/use-account.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { Icon } from '../ui/icon.tsx'
import { MoreButton } from '../ui/more-button.tsx'
import { Page } from '../ui/page.tsx'
import { Row, Rows } from '../ui/rows.tsx'
import { ErrorState, LoadingRows } from '../ui/states.tsx'
import { TimeAgo } from '../ui/time-ago.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { KeysThatStay } from './keys-that-stay.tsx'
import { useChangeRole, useRemoveMember, useWithdrawInvitation } from './people-mutations.ts'
import { invitationsQuery, membersQuery } from './people-queries.ts'
import { RoleTable } from './role-table.tsx'
import { grantableRoles, roleOptions } from './roles.ts'

/** Who belongs to the account and what each may do. */
export function People(): React.JSX.Element {
  const account = useAccount()
  const { data: session } = useSuspenseQuery(sessionQuery)
  const members = useInfiniteQuery(membersQuery(account.id))
  const [isInviting, invite] = useDisclosure(false)
  const [leaving, setLeaving] = useState<{ readonly id: string; readonly name: string }>()
  const [left, setLeft] = useState<{ readonly keys: readonly ApiKey[]; readonly isSelf: boolean }>()
  const mayManage = account.can('administrator')
  const changeRole = useChangeRole(account.id)
  const remove = useRemoveMember(account.id, {
    isSelf: (person) => person === session.person.id,
    onRemoved: ({ keys, isSelf }) => {
      setLeaving(undefined)
      if (keys.length > 0) setLeft({ keys, isSelf })
      else if (isSelf) window.location.assign('/')
    },
  })
  return (
    <Page
      title="People"
      description={`You are ${account.role} of ${account.name}.`}
      actions={
        mayManage ? (
          <Button leftSection={<Icon name="plus" size={16} />} onClick={invite.open}>
            Invite
          </Button>
        ) : null
      }
    >
      <Stack gap="lg">
        {changeRole.error ? <ErrorState error={changeRole.error} /> : null}
        {members.isPending ? <LoadingRows rows={3} /> : null}
        {members.error && !members.data ? (
          <ErrorState error={members.error} onRetry={() => void members.refetch()} />
        ) : null}
        {members.data ? (
          <Rows label="Members">
            {members.data.pages
              .flatMap(({ items }) => items)
              .map(({ person, role, since }) => {
                const isSelf = person.id === session.person.id
                const mayChange = mayManage && grantableRoles(account.role).includes(role)
                return (
                  <Row
                    key={person.id}
                    primary={isSelf ? `${person.name} (you)` : person.name}
                    secondary={
                      <>
                        {person.email} · since <TimeAgo at={since} />
                      </>
                    }
                    aside={
                      <>
                        {mayChange ? (
                          <Select
                            aria-label={`Role of ${person.name}`}
                            w={160}
                            data={roleOptions(account.role)}
                            value={role}
                            allowDeselect={false}
                            onChange={(value) => value && changeRole.mutate({ person: person.id, role: value as Role })}
                          />
                        ) : (
                          <Text size="sm" tt="capitalize">
                            {role}
                          </Text>
                        )}
                        {mayChange || isSelf ? (
                          <Button
                            variant="subtle"
                            color="red"
                            size="compact-sm"
                            aria-label={isSelf ? 'Leave the account' : `Remove ${person.name}`}
                            onClick={() => setLeaving(person)}
                          >
                            {isSelf ? 'Leave' : 'Remove'}
                          </Button>
                        ) : null}
                      </>
                    }
                  />
                )
              })}
          </Rows>
        ) : null}
        <MoreButton list={members} />
        {mayManage ? <Invitations account={account.id} /> : null}
        <section>
          <Title order={2} mb="xs">
            What each role may do
          </Title>
          <RoleTable />
        </section>
      </Stack>
      <InviteDialog account={account.id} ownRole={account.role} opened={isInviting} onClose={invite.close} />
      <ConfirmDialog
        opened={leaving !== undefined}
        title={leaving?.id === session.person.id ? 'Leave the account' : `Remove ${leaving?.name ?? ''}`}
        verb={leaving?.id === session.person.id ? 'Leave' : 'Remove'}
        consequences={[
          `${leaving?.id === session.person.id ? 'You' : (leaving?.name ?? '')} will no longer see anything of ${account.name}, at once.`,
          `Invitations that ${leaving?.id === session.person.id ? 'you' : 'they'} made are withdrawn.`,
          'API keys belong to the account and stay valid: they are listed afterwards.',
        ]}
        error={remove.error}
        isPending={remove.isPending}
        onConfirm={() => leaving && remove.mutate(leaving.id)}
        onClose={() => {
          setLeaving(undefined)
          remove.reset()
        }}
      />
      {left ? (
        <KeysThatStay
          account={account.id}
          keys={left.keys}
          isSelf={left.isSelf}
          onClose={() => (left.isSelf ? window.location.assign('/') : setLeft(undefined))}
        />
      ) : null}
    </Page>
  )
}

function Invitations({ account }: { readonly account: string }): React.JSX.Element | null {
  const invitations = useInfiniteQuery(invitationsQuery(account))
  const withdraw = useWithdrawInvitation(account)
  const items = invitations.data?.pages.flatMap((page) => page.items) ?? []
  if (items.length === 0) return null
  return (
    <section>
      <Title order={2} mb="xs">
        Invitations
      </Title>
      {withdraw.error ? <ErrorState error={withdraw.error} /> : null}
      <Rows label="Invitations">
        {items.map(({ id, email, role, invitedBy, expiresAt }) => (
          <Row
            key={id}
            primary={email}
            secondary={
              <>
                as {role}, invited by {invitedBy} · ends <TimeAgo at={expiresAt} />
              </>
            }
            aside={
              <Button
                variant="subtle"
                color="red"
                size="compact-sm"
                aria-label={`Withdraw the invitation of ${email}`}
                onClick={() => withdraw.mutate(id)}
              >
                Withdraw
              </Button>
            }
          />
        ))}
      </Rows>
    </section>
  )
}
