import { randomBytes, randomUUID } from 'node:crypto'
import {
  createConnectionType,
  createDestinationTypes,
  createNode,
  enrollNode,
  type Node,
  type NodeOptions,
} from '@coupa-connector/container'
import { createKeyDocument, createSealer, type HubOptions, type KeyringSealer, toKeyring } from '@coupa-connector/hub'
import type { ContainerKind } from '@coupa-connector/protocol'
import { type ContainerWorld, startContainerWorld } from '../../../../hub/src/testing/container-world.ts'
import type { TestAccount } from '../../../../hub/src/testing/test-account.ts'

export const testVersion = '0.1.0'

/** A hub with everything real in it: its database, a sealer with keys, the connector's connection type. */
export interface Platform extends ContainerWorld {
  readonly sealer: KeyringSealer
  /** Enrols a node as the program does, and starts it unless told not to. It is killed with the platform. */
  addNode(node?: PlatformNodeOptions): Promise<PlatformNode>
  /** Resolves when the container is said to be online. */
  online(container: string, account?: TestAccount): Promise<void>
}

export interface PlatformNodeOptions extends Partial<NodeOptions> {
  readonly kind?: ContainerKind
  readonly name?: string
  readonly nodeName?: string
  /** Default: one made for this node. */
  readonly installerToken?: string
  readonly isStarted?: boolean
}

export interface PlatformNode {
  readonly node: Node
  readonly container: string
  readonly id: string
  readonly credential: string
  /** Ends it as a lost machine ends: it says nothing more. */
  kill(): void
}

export async function startPlatform(options: Partial<HubOptions> = {}): Promise<Platform> {
  const sealer = createSealer(toKeyring(createKeyDocument(randomBytes)))
  const world = await startContainerWorld({
    sealer,
    connectionType: createConnectionType(testVersion),
    destinationTypes: createDestinationTypes(),
    version: testVersion,
    rateLimits: 'off',
    ...options,
  })
  const nodes: PlatformNode[] = []
  const online: Platform['online'] = async (container, account = world.acme) => {
    const params = { account: account.account.id, container }
    for (;;) {
      const { body } = await account.client.call('container.get', { params })
      if (body.status === 'online') return
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  return {
    ...world,
    sealer,
    online,
    addNode: async ({ kind = 'atom', name, nodeName, installerToken, isStarted = true, ...given } = {}) => {
      const wire = killableFetch(world.hub.fetch)
      const identity = await enrollNode({
        hubUrl: world.origin,
        installerToken: installerToken ?? (await world.addInstallerToken({ kind })).token,
        kind,
        name: name ?? `${kind} ${randomUUID()}`,
        nodeName: nodeName ?? `node ${randomUUID()}`,
        version: testVersion,
        connectorVersion: given.connectorVersion ?? testVersion,
        fetch: wire.fetch,
      })
      const node = createNode({
        identity,
        version: testVersion,
        connectorVersion: testVersion,
        environment: {},
        fetch: wire.fetch,
        ...given,
      })
      const container = identity.container.id
      const credential = identity.credential.reveal()
      const made = { node, container, id: identity.node.id, credential, kill: wire.kill }
      nodes.push(made)
      if (isStarted) {
        node.start()
        await online(container)
      }
      return made
    },
    [Symbol.asyncDispose]: async () => {
      for (const { kill } of nodes) kill()
      await Promise.all(nodes.map(({ node }) => node.stop({ graceMs: 0 })))
      await world[Symbol.asyncDispose]()
    },
  }
}

/** A way to the hub that can be cut: from then on nothing arrives there any more. */
function killableFetch(send: typeof fetch): { readonly fetch: typeof fetch; kill(): void } {
  const cut = new AbortController()
  return {
    fetch: async (input, init) => {
      if (cut.signal.aborted) throw new TypeError('fetch failed')
      const signal = init?.signal ? AbortSignal.any([init.signal, cut.signal]) : cut.signal
      return await send(input, { ...init, signal })
    },
    kill: () => cut.abort(new TypeError('fetch failed')),
  }
}
