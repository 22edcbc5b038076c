import { Button, Group, Text, Title } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ConfirmDialog } from '../../ui/dialogs/confirm-dialog.tsx'
import { Dialog } from '../../ui/dialogs/dialog.tsx'
import { ErrorState, LoadingRows } from '../../ui/states/states.tsx'
import { plural } from '../../ui/words/numbers.ts'
import { TimeAgo } from '../../ui/words/time-ago.tsx'
import { useEndShare } from '../container-mutations.ts'
import { type CloudShare, sharesQuery } from '../container-queries.ts'
import { ShareForm } from './share-form.tsx'

/** To whom a cloud is lent and how much of it, for administrators of its owner. */
export function SharesPanel({
  account,
  container,
}: {
  readonly account: string
  readonly container: string
}): React.JSX.Element {
  const list = useInfiniteQuery(sharesQuery(account, container))
  const [editing, setEditing] = useState<CloudShare | 'new'>()
  const [ending, setEnding] = useState<CloudShare>()
  const end = useEndShare(account, container)
  const shares = list.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <section aria-labelledby="shares">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h3" id="shares">
          Shared with
        </Title>
        <Button size="compact-sm" variant="default" onClick={() => setEditing('new')}>
          Share with an account
        </Button>
      </Group>
      {list.isPending ? (
        <LoadingRows rows={1} />
      ) : list.error ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : shares.length === 0 ? (
        <Text size="sm" className="surface muted" p="md">
          Only this account uses it. You can share it with another account on this hub, with quotas. Accounts never see
          each other’s data.
        </Text>
      ) : (
        <ul className="surface row-list">
          {shares.map((share) => (
            <li key={share.account.id} className="node-row">
              <span>
                <span className="row-name">{share.account.name}</span>
                <br />
                <span className="row-detail">
                  {share.account.slug} · since <TimeAgo at={share.since} />
                </span>
              </span>
              <span className="row-detail">
                {share.maxAttachments === -1
                  ? `${share.attachments} attached, no limit`
                  : `${share.attachments} of ${share.maxAttachments} attached`}
                <br />
                {plural(share.maxConcurrentJobs, 'concurrent job')}
              </span>
              <Group gap={4} wrap="nowrap">
                <Button
                  size="compact-sm"
                  variant="subtle"
                  aria-label={`Change the quotas of ${share.account.name}`}
                  onClick={() => setEditing(share)}
                >
                  Change
                </Button>
                <Button
                  size="compact-sm"
                  variant="subtle"
                  color="red"
                  aria-label={`Stop sharing with ${share.account.name}`}
                  onClick={() => setEnding(share)}
                >
                  Stop sharing
                </Button>
              </Group>
            </li>
          ))}
        </ul>
      )}
      {list.hasNextPage ? (
        <Button mt="xs" variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more
        </Button>
      ) : null}
      <Dialog
        opened={editing !== undefined}
        onClose={() => setEditing(undefined)}
        title={
          editing === undefined || editing === 'new' ? 'Share with an account' : `Quotas of ${editing.account.name}`
        }
      >
        {editing === undefined ? null : (
          <ShareForm
            account={account}
            container={container}
            share={editing === 'new' ? undefined : editing}
            onClose={() => setEditing(undefined)}
          />
        )}
      </Dialog>
      <ConfirmDialog
        opened={ending !== undefined}
        title={`Stop sharing with ${ending?.account.name ?? ''}?`}
        consequences={[
          ending?.attachments
            ? `${plural(ending.attachments, 'attachment')} of that account ${ending.attachments === 1 ? 'ends' : 'end'} immediately, and everything running there is lost.`
            : 'That account has not attached it.',
          'You can share it again at any time.',
        ]}
        verb="Stop sharing"
        isPending={end.isPending}
        error={end.error}
        onConfirm={() => ending && end.mutate(ending.account.slug, { onSuccess: () => setEnding(undefined) })}
        onClose={() => {
          setEnding(undefined)
          end.reset()
        }}
      />
    </section>
  )
}
