// The whole public surface, listed by hand. What is not here is private.
export { createConnectionType } from './connection-type.ts'
export { createDestinationTypes } from './destination-types.ts'
export { type EnrollNodeOptions, enrollNode } from './hub/enroll-node.ts'
export { createHubFetch, type HubFetch, type HubFetchOptions, HubUnreachableError } from './hub/hub-fetch.ts'
export { HubUrlError, parseHubUrl } from './hub/hub-url.ts'
export { NodeRefusedError } from './hub/node-errors.ts'
export { type NodeIdentity, NodeIdentityError, readNodeIdentity, writeNodeIdentity } from './hub/node-identity.ts'
export { createNode, type Node, type NodeOptions, type NodeState, type NodeStatus } from './node.ts'
