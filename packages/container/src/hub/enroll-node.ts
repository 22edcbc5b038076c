import { Secret } from '@coupa-connector/connector'
import { type Clock, systemClock } from '@coupa-connector/connector/plugins'
import { type ContainerKind, createClient } from '@coupa-connector/protocol'
import { parseHubUrl } from './hub-url.ts'
import type { NodeIdentity } from './node-identity.ts'

export interface EnrollNodeOptions {
  readonly hubUrl: string
  /**
   * The hub listens on this machine, whatever its address says, so that nothing crosses a network and http is allowed. Default:
   * false, which allows http for loopback addresses only.
   */
  readonly isSameMachine?: boolean | undefined
  /** Made in the hub for this kind of container; good for a short time. */
  readonly installerToken: string
  readonly kind: ContainerKind
  /** Name of the container, when this is its first node. Default: the name of the node. */
  readonly name?: string | undefined
  readonly nodeName: string
  /** Of this program. */
  readonly version: string
  readonly connectorVersion: string
  /** Default: the global `fetch`. `createHubFetch` makes one that respects proxies and extra certificates. */
  readonly fetch?: typeof fetch | undefined
  readonly clock?: Pick<Clock, 'now'> | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * Exchanges an installer token for an identity of the node, to be stored with `writeNodeIdentity`. The hub shows the credential
 * only this once. Throws a `HubUrlError`, a `ProblemError` with what the hub says about the token or the name, and what `fetch`
 * throws when the hub cannot be reached.
 */
export async function enrollNode({
  hubUrl,
  isSameMachine = false,
  installerToken,
  kind,
  name,
  nodeName,
  version,
  connectorVersion,
  fetch,
  clock = systemClock,
  signal,
}: EnrollNodeOptions): Promise<NodeIdentity> {
  const address = parseHubUrl(hubUrl, { isSameMachine })
  const client = createClient({ hubUrl: address, fetch })
  const { body } = await client.call('node.enroll', {
    body: {
      installerToken: installerToken.trim(),
      kind,
      ...(name === undefined ? {} : { name }),
      node: { name: nodeName, version, connectorVersion },
    },
    signal,
  })
  return {
    hubUrl: address,
    container: body.container,
    node: body.node,
    accountName: body.accountName,
    credential: new Secret(body.credential),
    credentialIssuedAt: new Date(clock.now()).toISOString(),
  }
}
