import { Button, Group, Text, Title } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState, LoadingRows } from '../../ui/states.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { useEndShare } from '../container-mutations.ts'
import { type CloudShare, sharesQuery } from '../container-queries.ts'
import '../containers.css'
import { countOf } from '../container-words.ts'
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
          Lent to
        </Title>
        <Button size="compact-sm" variant="default" onClick={() => setEditing('new')}>
          Lend to an account
        </Button>
      </Group>
      {list.isPending ? (
        <LoadingRows rows={1} />
      ) : list.error ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : shares.length === 0 ? (
        <Text size="sm" className="surface muted" p="md">
          Only this account uses it. Lend it to another account of this hub, with quotas; neither sees anything of the
          other.
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
                {countOf(share.maxConcurrentJobs, 'job')} at a time
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
                  aria-label={`Take back from ${share.account.name}`}
                  onClick={() => setEnding(share)}
                >
                  Take back
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
        title={editing === undefined || editing === 'new' ? 'Lend to an account' : `Quotas of ${editing.account.name}`}
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
        title={`Take it back from ${ending?.account.name ?? ''}?`}
        consequences={[
          ending?.attachments
            ? `${countOf(ending.attachments, 'attachment')} of that account ${ending.attachments === 1 ? 'ends' : 'end'} at once, and what runs there is lost.`
            : 'That account has not attached it.',
          'It can be lent again at any time.',
        ]}
        verb="Take back"
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
