import type { ApiKey } from '@coupa-connector/protocol'
import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAccount } from '../session/use-account.ts'
import { MoreButton } from '../ui/controls/more-button.tsx'
import { ConfirmDialog } from '../ui/dialogs/confirm-dialog.tsx'
import { Row, Rows } from '../ui/lists/rows.tsx'
import { Icon } from '../ui/marks/icon.tsx'
import { Status } from '../ui/marks/status.tsx'
import { Page } from '../ui/pages/page.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../ui/states/states.tsx'
import { ExpiryDate, TimeAgo } from '../ui/words/time-ago.tsx'
import { useRevokeKey } from './key-mutations.ts'
import { keysQuery } from './key-queries.ts'
import { keyState } from './key-state.ts'
import { NewKeyDialog } from './new-key-dialog.tsx'

/** The account's API keys: for programs, each with a role and an end. */
export function Keys(): React.JSX.Element {
  const account = useAccount()
  if (account.can('administrator')) return <KeyList />
  return (
    <Page title="API keys">
      <EmptyState icon="key" title="Only administrators can see API keys">
        Your role in {account.name} is {account.role}. Ask an administrator of the account for a key.
      </EmptyState>
    </Page>
  )
}

function KeyList(): React.JSX.Element {
  const account = useAccount()
  const list = useInfiniteQuery(keysQuery(account.id))
  const keys = list.data?.pages.flatMap(({ items }) => items)
  const [isCreating, creation] = useDisclosure(false)
  const [ending, setEnding] = useState<ApiKey>()
  const revoke = useRevokeKey(account.id)
  const create = (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={creation.open}>
      New API key
    </Button>
  )
  return (
    <Page
      title="API keys"
      description="For programs that use this account through the REST API or the command line."
      actions={create}
    >
      {list.isPending ? <LoadingRows rows={3} /> : null}
      {list.error && !list.data ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
      {keys?.length === 0 ? (
        <EmptyState icon="key" title="No API keys yet" action={create}>
          A key belongs to the account, has a role and an expiry date, and can be revoked at any time.
        </EmptyState>
      ) : null}
      {keys && keys.length > 0 ? (
        <Rows label="API keys">
          {keys.map((key) => (
            <KeyRow key={key.id} apiKey={key} onRevoke={() => setEnding(key)} />
          ))}
        </Rows>
      ) : null}
      <MoreButton list={list} />
      <NewKeyDialog account={account.id} opened={isCreating} onClose={creation.close} />
      <ConfirmDialog
        opened={ending !== undefined}
        title={`Revoke ${ending?.name ?? ''}?`}
        verb="Revoke"
        consequences={['Programs that use this key are refused immediately.', 'This can’t be undone.']}
        error={revoke.error}
        isPending={revoke.isPending}
        onConfirm={() => ending && revoke.mutate(ending.id, { onSuccess: () => setEnding(undefined) })}
        onClose={() => {
          setEnding(undefined)
          revoke.reset()
        }}
      />
    </Page>
  )
}

function KeyRow({ apiKey, onRevoke }: { readonly apiKey: ApiKey; readonly onRevoke: () => void }): React.JSX.Element {
  const { name, role, start, createdBy, isCreatorMember, expiresAt, lastUsedAt, revokedAt } = apiKey
  const state = keyState(apiKey, Date.now())
  return (
    <Row
      primary={
        <>
          {name} <code className="muted">{start}…</code>
        </>
      }
      secondary={
        <>
          {role}, created by {createdBy}
          {isCreatorMember ? '' : ' (no longer a member)'} ·{' '}
          {lastUsedAt === null ? (
            'never used'
          ) : (
            <>
              last used <TimeAgo at={lastUsedAt} />
            </>
          )}{' '}
          ·{' '}
          {revokedAt === null ? (
            <>
              expires <ExpiryDate at={expiresAt} />
            </>
          ) : (
            <>
              revoked <TimeAgo at={revokedAt} />
            </>
          )}
        </>
      }
      aside={
        <>
          <Status tone={state.tone} icon={state.icon}>
            {state.label}
          </Status>
          {state.isValid ? (
            <Button variant="subtle" color="red" size="compact-sm" aria-label={`Revoke ${name}`} onClick={onRevoke}>
              Revoke
            </Button>
          ) : null}
        </>
      }
    />
  )
}
