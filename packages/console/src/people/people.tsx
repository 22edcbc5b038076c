import type { ApiKey, ResponseOf, Role, Routes } from '@coupa-connector/protocol'
import { Button, Select, Stack, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { sessionQuery } from '../session/session-queries.ts'
import { type CurrentAccount, useAccount } from '../session/use-account.ts'
import { MoreButton } from '../ui/controls/more-button.tsx'
import { ConfirmDialog } from '../ui/dialogs/confirm-dialog.tsx'
import { Row, Rows } from '../ui/lists/rows.tsx'
import { Icon } from '../ui/marks/icon.tsx'
import { Page } from '../ui/pages/page.tsx'
import { ErrorState, LoadingRows } from '../ui/states/states.tsx'
import { ExpiryDate, TimeAgo } from '../ui/words/time-ago.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { KeysThatStay } from './keys-that-stay.tsx'
import { useChangeRole, useRemoveMember, useWithdrawInvitation } from './people-mutations.ts'
import { invitationsQuery, membersQuery } from './people-queries.ts'
import { RoleTable } from './role-table.tsx'
import { grantableRoles, roleOptions, roleWithArticle } from './roles.ts'

/** Who belongs to the account and what each may do. */
export function People(): React.JSX.Element {
  const account = useAccount()
  const { data: session } = useSuspenseQuery(sessionQuery)
  const members = useInfiniteQuery(membersQuery(account.id))
  const [isInviting, invite] = useDisclosure(false)
  const [leaving, setLeaving] = useState<{ readonly id: string; readonly name: string }>()
  const [left, setLeft] = useState<{ readonly keys: readonly ApiKey[]; readonly isSelf: boolean }>()
  const mayManage = account.can('administrator')
  // On a list that goes on there may be others; the hub refuses then.
  const owners = members.data?.pages.flatMap(({ items }) => items).filter(({ role }) => role === 'owner') ?? []
  const isOnlyOwner = account.role === 'owner' && owners.length === 1 && !members.hasNextPage
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
      description={`You’re ${roleWithArticle(account.role).toLowerCase()} of ${account.name}.`}
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
              .map((member) => (
                <MemberRow
                  key={member.person.id}
                  member={member}
                  account={account}
                  isSelf={member.person.id === session.person.id}
                  isOnlyOwner={isOnlyOwner}
                  onRole={(role) => changeRole.mutate({ person: member.person.id, role })}
                  onRemove={() => setLeaving(member.person)}
                />
              ))}
          </Rows>
        ) : null}
        <MoreButton list={members} />
        {mayManage ? <Invitations account={account.id} /> : null}
        <section>
          <Title order={2} mb="xs">
            What each role can do
          </Title>
          <RoleTable />
        </section>
      </Stack>
      <InviteDialog account={account.id} ownRole={account.role} opened={isInviting} onClose={invite.close} />
      <ConfirmDialog
        opened={leaving !== undefined}
        title={leaving?.id === session.person.id ? 'Leave this account?' : `Remove ${leaving?.name ?? ''}?`}
        verb={leaving?.id === session.person.id ? 'Leave' : 'Remove'}
        consequences={[
          `${leaving?.id === session.person.id ? 'You lose' : `${leaving?.name ?? ''} loses`} access to ${account.name} immediately.`,
          `Invitations that ${leaving?.id === session.person.id ? 'you' : 'they'} created are withdrawn.`,
          'API keys belong to the account and keep working. You will see a list of them.',
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

type Member = ResponseOf<Routes['members.list']>['items'][number]

/** A member with the role, and what may be done about it. */
function MemberRow({
  member: { person, role, since },
  account,
  isSelf,
  isOnlyOwner,
  onRole,
  onRemove,
}: {
  readonly member: Member
  readonly account: CurrentAccount
  readonly isSelf: boolean
  /** Whether the person at the page is the only owner, who cannot leave. */
  readonly isOnlyOwner: boolean
  readonly onRole: (role: Role) => void
  readonly onRemove: () => void
}): React.JSX.Element {
  const mayChange = account.can('administrator') && grantableRoles(account.role).includes(role)
  const mustStay = isSelf && isOnlyOwner
  return (
    <Row
      primary={isSelf ? `${person.name} (you)` : person.name}
      secondary={
        <>
          {person.email} · since <TimeAgo at={since} />
          {mustStay ? ' · the only owner; to leave, make someone else an owner first' : ''}
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
              onChange={(value) => value && onRole(value as Role)}
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
              disabled={mustStay}
              aria-label={isSelf ? 'Leave the account' : `Remove ${person.name}`}
              onClick={onRemove}
            >
              {isSelf ? 'Leave' : 'Remove'}
            </Button>
          ) : null}
        </>
      }
    />
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
                {role}, invited by {invitedBy} · expires <ExpiryDate at={expiresAt} />
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
