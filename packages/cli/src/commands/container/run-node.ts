import type { Log } from '@coupa-connector/connector/plugins'
import {
  createNode,
  type Node,
  type NodeIdentity,
  type NodeOptions,
  writeNodeIdentity,
} from '@coupa-connector/container'
import type { Context } from '../../command/context.ts'
import { version } from '../../command/program-name.ts'

export interface RunNodeOptions {
  readonly identity: NodeIdentity
  /** Where the identity is kept; a new credential goes there. */
  readonly file: string
  /** The address at which to call the hub, if it differs from the one in the node's identity. */
  readonly hubUrl?: string | undefined
  readonly fetch: typeof fetch
  readonly log: Log
  readonly capacity?: number | undefined
  /** Certificates to trust beside the system's, PEM. */
  readonly ca?: NodeOptions['ca']
}

/**
 * Runs a node until the program is asked to stop, then lets it finish its jobs. Throws a `NodeRefusedError` when the hub has
 * removed the node.
 */
export async function runNode(
  options: RunNodeOptions,
  context: Pick<Context, 'clock' | 'environment' | 'signal'>,
): Promise<void> {
  const { identity, file, hubUrl = identity.hubUrl, fetch, log, capacity, ca } = options
  const node = createNode({
    identity: { ...identity, hubUrl },
    version,
    connectorVersion: version,
    fetch,
    log,
    capacity,
    ca,
    clock: context.clock,
    environment: context.environment,
    onCredentialRotated: (rotated) => writeNodeIdentity(file, { ...rotated, hubUrl: identity.hubUrl }),
  })
  node.start()
  await untilEnd(node, context.signal)
}

async function untilEnd(node: Node, signal: AbortSignal): Promise<void> {
  const stop = (): void => void node.stop().catch(() => {})
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop, { once: true })
  try {
    await node.ended
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
