import type { Container } from '@coupa-connector/protocol'
import { Stack, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { isLost, LastSeen, StatusOf } from '../container-status.tsx'
import { containerStatusWords, describeJobs, describeNodes, groupContainers } from '../container-words.ts'

/** Containers by kind, each with its status, its nodes and its work. */
export function ContainerList({
  account,
  containers,
}: {
  readonly account: string
  readonly containers: readonly Container[]
}): React.JSX.Element {
  return (
    <Stack gap="lg">
      {groupContainers(containers).map((group) => (
        <section key={group.title} aria-label={group.title}>
          <Title order={2} size="h3" mb="xs">
            {group.title}
          </Title>
          <ul className="surface row-list">
            {group.containers.map((container) => (
              <li key={container.id}>
                <ContainerRow account={account} container={container} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Stack>
  )
}

function ContainerRow({
  account,
  container,
}: {
  readonly account: string
  readonly container: Container
}): React.JSX.Element {
  return (
    <Link
      to="/a/$account/containers/$container"
      params={{ account, container: container.id }}
      className="row-link container-row"
    >
      <span>
        <span className="row-name">{container.name}</span>
        <br />
        <span className="row-detail">
          {describeNodes(container)}
          {container.allowBrowsing ? '' : ' · tests not allowed'}
        </span>
      </span>
      <StatusOf words={containerStatusWords[container.status]} />
      <span className="row-detail">
        <LastSeen at={container.lastSeenAt} isLost={isLost(container.status)} />
        <br />
        {describeJobs(container)}
      </span>
    </Link>
  )
}
