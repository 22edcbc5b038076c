import type { Container } from '@coupa-connector/protocol'
import { Button } from '@mantine/core'
import { Icon } from '../../ui/marks/icon.tsx'
import { TimeAgo } from '../../ui/words/time-ago.tsx'
import { isLost, LastSeen, StatusOf } from '../container-status.tsx'
import { type ContainerNode, describeClock, nodeStatusWords } from '../container-words.ts'

/** The machines of a container, each with its state, versions, load and clock. */
export function NodeList({
  nodes,
  kind,
  onRevoke,
}: {
  readonly nodes: readonly ContainerNode[]
  readonly kind: Container['kind']
  /** Left out for people who may not. */
  readonly onRevoke?: ((node: ContainerNode) => void) | undefined
}): React.JSX.Element {
  if (nodes.length === 0) {
    return (
      <p className="surface row-detail" style={{ margin: 0, padding: '1rem' }}>
        No nodes yet.{' '}
        {kind === 'atom' ? 'Enroll an atom with the same name to add one.' : 'Add a node to start using it.'}
      </p>
    )
  }
  return (
    <ul className="surface row-list">
      {nodes.map((node) => (
        <li key={node.id} className="node-row">
          <span>
            <span className="row-name">{node.name}</span>
            <br />
            <NodeDetail node={node} />
          </span>
          <StatusOf words={nodeStatusWords[node.status]} />
          {onRevoke ? (
            <Button
              size="compact-sm"
              variant="subtle"
              color="red"
              aria-label={`Revoke ${node.name}`}
              onClick={() => onRevoke(node)}
            >
              Revoke
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

function NodeDetail({ node }: { readonly node: ContainerNode }): React.JSX.Element {
  const clock = describeClock(node.clockDifferenceMs)
  return (
    <span className="row-detail">
      Version {node.version}, connector {node.connectorVersion} · {node.runningJobs} running, room for {node.capacity}{' '}
      jobs
      <br />
      <LastSeen at={node.lastSeenAt} isLost={isLost(node.status)} />
      {node.startedAt ? (
        <>
          {' '}
          · started <TimeAgo at={node.startedAt} />
        </>
      ) : null}
      {clock ? (
        clock.isFar ? (
          <>
            <br />
            <span className="warning">
              <Icon name="warning" size={13} /> Its clock is {clock.text}. Correct it, or times will be misleading and
              tokens may look expired.
            </span>
          </>
        ) : (
          ` · clock ${clock.text}`
        )
      ) : null}
    </span>
  )
}
