import { randomUUID } from 'node:crypto'
import { Secret } from '@coupa-connector/connector'
import type { Clock } from '@coupa-connector/connector/plugins'
import type { Sandbox } from '@coupa-connector/sandbox'
import type { NodeIdentity } from '../hub/node-identity.ts'
import { createNode, type Node, type NodeOptions } from '../node.ts'
import type { ScriptedHub } from './scripted-hub.ts'

export function testIdentity(kind: NodeIdentity['container']['kind'] = 'atom'): NodeIdentity {
  return {
    hubUrl: 'https://hub.test',
    container: { id: randomUUID(), kind, name: 'Warehouse' },
    node: { id: randomUUID(), name: 'one' },
    accountName: 'Acme',
    credential: new Secret('credential-1'),
    credentialIssuedAt: '2026-01-01T00:00:00.000Z',
  }
}

/** A node that has been started against a scripted hub. */
export function startTestNode(hub: ScriptedHub, options: Partial<NodeOptions> & { clock?: Clock } = {}): Node {
  const node = createNode({
    identity: testIdentity(),
    version: '0.0.0-test',
    connectorVersion: '0.0.0-test',
    fetch: hub.fetch,
    random: () => 0.5,
    environment: {},
    ...options,
  })
  node.start()
  return node
}

/** Settings of the sandbox's own client, as a hub would send them. */
export function settingsOf({ url, accessTokenUrl, clientId, clientSecret, scope }: Sandbox): Record<string, string> {
  return { authenticationType: 'oauth2', url, accessTokenUrl, clientId, clientSecret, scope }
}
