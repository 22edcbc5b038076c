import { z } from 'zod'
import { id, moment } from './common.ts'

export const containerKind = z.enum(['atom', 'molecule', 'cloud'])
export type ContainerKind = z.output<typeof containerKind>

/** Characters that platforms of this kind reserve. */
export const containerName = z
  .string()
  .trim()
  .min(1)
  .max(255)
  .regex(/^[^\p{Cc}*\\^:$><%|?"/¥]*$/u, 'must not contain any of * \\ ^ : $ > < % | ? " / ¥')

/**
 * - `online`: a node was heard within the last beats.
 * - `degraded`: online, but a node is missing, stopping or of another version.
 * - `unknown`: the last beats are missing, not yet long enough to be offline.
 * - `stopping`: all nodes are finishing their work.
 * - `stopped`: all nodes said good-bye.
 * - `offline`: stopped talking, perhaps crashed.
 * - `new`: enrolled, never heard of since.
 */
export const containerStatus = z.enum(['new', 'online', 'degraded', 'unknown', 'stopping', 'stopped', 'offline'])
export type ContainerStatus = z.output<typeof containerStatus>

export const nodeStatus = z.enum(['starting', 'online', 'unknown', 'stopping', 'stopped', 'offline', 'revoked'])

export const containerNode = z.object({
  id,
  name: z.string(),
  status: nodeStatus,
  version: z.string(),
  connectorVersion: z.string(),
  startedAt: moment.nullable(),
  lastSeenAt: moment.nullable(),
  /** Its clock minus the hub's. */
  clockDifferenceMs: z.number().nullable(),
  runningJobs: z.number().int(),
  capacity: z.number().int(),
  enrolledAt: moment,
})

export const container = z.object({
  id,
  kind: containerKind,
  name: z.string(),
  /** `owner`: the account's own. `attachment`: somebody else's cloud that this account has attached. */
  relation: z.enum(['owner', 'attachment']),
  /** The cloud behind an attachment. */
  cloud: z.object({ id, name: z.string() }).nullable(),
  status: containerStatus,
  /** Why it cannot run a test now; null when it can. */
  unavailableReason: z.string().nullable(),
  allowBrowsing: z.boolean(),
  maxConcurrentJobs: z.number().int(),
  runningJobs: z.number().int(),
  queuedJobs: z.number().int(),
  lastSeenAt: moment.nullable(),
  /** Only to the owner of a container. */
  nodes: z.array(containerNode),
  createdAt: moment,
})
export type Container = z.output<typeof container>

export const installerToken = z.object({
  id,
  kind: containerKind,
  /** Set when it adds nodes to this container. Otherwise every use enrols a container of its own. */
  container: z.object({ id, name: z.string() }).nullable(),
  start: z.string(),
  createdBy: z.string(),
  createdAt: moment,
  expiresAt: moment,
  maxUses: z.number().int(),
  usedCount: z.number().int(),
  revokedAt: moment.nullable(),
})

/** A cloud that another account lets this one attach. */
export const availableCloud = z.object({
  id,
  name: z.string(),
  owner: z.string(),
  status: containerStatus,
  maxAttachments: z.number().int(),
  attachments: z.number().int(),
})

/** To whom a cloud is lent, and how much of it. */
export const cloudShare = z.object({
  account: z.object({ id, slug: z.string(), name: z.string() }),
  /** -1 is unlimited. */
  maxAttachments: z.number().int().min(-1),
  maxConcurrentJobs: z.number().int().min(1),
  attachments: z.number().int(),
  since: moment,
})
