import type { Container } from '@coupa-connector/protocol'
import type { ContainerNode } from '../container-words.ts'

/** A node that was enrolled since the installer token was made. */
export interface EnrolledNode {
  readonly container: Pick<Container, 'id' | 'name' | 'kind'>
  readonly node: ContainerNode
  /** Whether it has been heard; before, it waits for `container run`. */
  readonly isConnected: boolean
}

export interface Awaited {
  /** When the token was created, by the hub's clock, which also dates the nodes. */
  readonly since: string
  /** The molecule or cloud that gets nodes; undefined for a new container. */
  readonly container?: string | undefined
}

/**
 * The nodes that have arrived since, oldest first. A node that replaces another one counts too, although its container may be
 * older than the token.
 */
export function enrolledSince(
  containers: readonly Container[],
  { since, container }: Awaited,
): readonly EnrolledNode[] {
  const sinceMs = Date.parse(since)
  return containers
    .filter(({ id, relation }) => relation === 'owner' && (container === undefined || container === id))
    .flatMap(({ id, name, kind, nodes }) =>
      nodes
        .filter(({ enrolledAt }) => Date.parse(enrolledAt) >= sinceMs)
        .map((node) => ({
          container: { id, name, kind },
          node,
          isConnected: node.status === 'online' || node.status === 'stopping',
        })),
    )
    .sort((one, other) => Date.parse(one.node.enrolledAt) - Date.parse(other.node.enrolledAt))
}
