import { createHubFetch } from '../hub/hub-fetch.ts'
import { readNodeIdentity } from '../hub/node-identity.ts'
import { createNode } from '../node.ts'

// A separate program for tests that kill nodes. It runs the node of an identity file until it is killed.
const [, , file = ''] = process.argv
const identity = await readNodeIdentity(file)
const node = createNode({
  identity,
  version: '0.1.0',
  connectorVersion: '0.1.0',
  capacity: 1,
  fetch: createHubFetch().fetch,
  environment: {},
})
node.start()
await node.ended
