import { Group, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Icon } from '../ui/marks/icon.tsx'
import { Status } from '../ui/marks/status.tsx'
import { TimeAgo } from '../ui/words/time-ago.tsx'
import type { Attention, AttentionTarget } from './attention-row.ts'

/** What needs attention, one row each; a calm sentence when nothing does. */
export function AttentionList({
  items,
  account,
}: {
  readonly items: readonly Attention[]
  readonly account: string
}): React.JSX.Element {
  if (items.length === 0) {
    return (
      <Group className="surface" p="md" gap="sm" wrap="nowrap">
        <span className="good">
          <Icon name="check" size={22} />
        </span>
        <Stack gap={0}>
          <Text fw={550} size="sm">
            All good
          </Text>
          <Text size="sm" className="muted">
            Nothing fails: connections, processes and containers are well.
          </Text>
        </Stack>
      </Group>
    )
  }
  return (
    <ul className="surface rows">
      {items.map((item) => (
        <li key={item.id}>
          <TargetLink account={account} target={item.target}>
            <Group px="md" py="sm" gap="md" wrap="nowrap" align="flex-start">
              <Stack gap={2} style={{ flex: 1, minWidth: 0 }}>
                <Group gap="sm" style={{ rowGap: 2 }}>
                  <Text fw={550} size="sm" style={{ overflowWrap: 'anywhere' }}>
                    {item.title}
                  </Text>
                  <Status tone={item.tone} icon={item.icon}>
                    {item.state}
                  </Status>
                </Group>
                <Text size="sm" className="muted">
                  {item.detail}
                </Text>
              </Stack>
              {item.at ? (
                <Text size="sm" className="muted" style={{ whiteSpace: 'nowrap' }}>
                  <TimeAgo at={item.at} />
                </Text>
              ) : null}
            </Group>
          </TargetLink>
        </li>
      ))}
    </ul>
  )
}

function TargetLink({
  account,
  target,
  children,
}: {
  readonly account: string
  readonly target: AttentionTarget
  readonly children: React.ReactNode
}): React.JSX.Element {
  const className = 'row-link'
  switch (target.screen) {
    case 'connection':
      return (
        <Link
          className={className}
          to="/a/$account/connections/$connection"
          params={{ account, connection: target.id }}
        >
          {children}
        </Link>
      )
    case 'connections':
      return (
        <Link
          className={className}
          to="/a/$account/connections"
          params={{ account }}
          search={target.state ? { state: target.state } : {}}
        >
          {children}
        </Link>
      )
    case 'process':
      return (
        <Link
          className={className}
          to="/a/$account/processes/$process"
          params={{ account, process: target.id }}
          search={target.view ? { view: target.view } : {}}
        >
          {children}
        </Link>
      )
    case 'processes':
      return (
        <Link className={className} to="/a/$account/processes" params={{ account }} search={{ state: target.state }}>
          {children}
        </Link>
      )
    case 'container':
      return (
        <Link className={className} to="/a/$account/containers/$container" params={{ account, container: target.id }}>
          {children}
        </Link>
      )
    case 'keys':
      return (
        <Link className={className} to="/a/$account/keys" params={{ account }}>
          {children}
        </Link>
      )
  }
}
