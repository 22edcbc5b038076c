import { Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { type CurrentAccount, useAccount } from '../../session/use-account.ts'
import { LinkButton } from '../../ui/controls/link-button.tsx'
import { Gone, isGone } from '../../ui/pages/gone.tsx'
import { Page } from '../../ui/pages/page.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { ErrorState, LoadingRows } from '../../ui/states/states.tsx'
import { containerQuery, type LoadedContainer } from '../container-queries.ts'
import { isLost, LastSeen, StatusOf } from '../container-status.tsx'
import { containerStatusWords, describeJobs, kindInWords } from '../container-words.ts'
import { ContainerSettingsForm } from './container-settings-form.tsx'
import { NodesPanel } from './nodes-panel.tsx'
import { RemoveContainer } from './remove-container.tsx'
import { SharesPanel } from './shares-panel.tsx'

/** One container: how it is, what it allows, and what it is made of. */
export function ContainerDetail(): React.JSX.Element {
  const account = useAccount()
  const { container } = useParams({ from: '/a/$account/containers/$container' })
  const { data, error, isPending, refetch } = useQuery(containerQuery(account.id, container))
  if (isPending) {
    return (
      <Page title="Container" maxWidth={820}>
        <LoadingRows rows={4} height={88} />
      </Page>
    )
  }
  if (isGone(error)) {
    return (
      <Gone
        what="container"
        icon="container"
        action={
          <LinkButton to="/a/$account/containers" params={{ account: account.id }} search={{}}>
            All containers
          </LinkButton>
        }
      />
    )
  }
  if (!data) {
    return (
      <Page title="Container" maxWidth={820}>
        <ErrorState error={error} onRetry={() => void refetch()} />
      </Page>
    )
  }
  return (
    <Page title={data.container.name} description={<Summary account={account.id} loaded={data} />} maxWidth={820}>
      <Stack gap="xl">
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
        <Content key={data.container.id} account={account} loaded={data} />
      </Stack>
    </Page>
  )
}

function Summary({
  account,
  loaded,
}: {
  readonly account: string
  readonly loaded: LoadedContainer
}): React.JSX.Element {
  const { container } = loaded
  return (
    <Stack gap={6}>
      <span>
        <Link className="plain-link" to="/a/$account/containers" params={{ account }} search={{}}>
          Containers
        </Link>{' '}
        › {kindInWords(container)}
      </span>
      <Group gap="md">
        <StatusOf words={containerStatusWords[container.status]} />
        <span>
          <LastSeen at={container.lastSeenAt} isLost={isLost(container.status)} />
        </span>
        <span>{describeJobs(container)}</span>
        {container.cloud ? <span>Attached to “{container.cloud.name}”</span> : null}
      </Group>
    </Stack>
  )
}

function Content({
  account,
  loaded,
}: {
  readonly account: CurrentAccount
  readonly loaded: LoadedContainer
}): React.JSX.Element {
  const { container } = loaded
  const navigate = useNavigate()
  const canChange = account.can('administrator')
  const isOwned = container.relation === 'owner'
  return (
    <>
      {container.unavailableReason ? (
        <Notice title="This container can’t run tests now">{container.unavailableReason}</Notice>
      ) : null}
      {isOwned ? <NodesPanel account={account.id} container={container} canChange={canChange} /> : null}
      <section aria-labelledby="settings">
        <Title order={2} size="h3" id="settings" mb="xs">
          Settings
        </Title>
        {canChange ? <ContainerSettingsForm account={account.id} loaded={loaded} /> : <SettingsText loaded={loaded} />}
      </section>
      {canChange && isOwned && container.kind === 'cloud' ? (
        <SharesPanel account={account.id} container={container.id} />
      ) : null}
      {canChange ? (
        <RemoveContainer
          account={account.id}
          container={container}
          onRemoved={async () =>
            await navigate({ to: '/a/$account/containers', params: { account: account.id }, search: {} })
          }
        />
      ) : null}
    </>
  )
}

function SettingsText({ loaded: { container } }: { readonly loaded: LoadedContainer }): React.JSX.Element {
  return (
    <Stack gap={4} className="surface" p="md">
      <Text size="sm">
        {container.allowBrowsing ? 'Tests and operations are allowed' : 'Tests and operations are not allowed'} ·{' '}
        {container.maxConcurrentJobs} jobs at a time
      </Text>
      <Text size="sm" className="muted">
        Only administrators can change these settings.
      </Text>
    </Stack>
  )
}
