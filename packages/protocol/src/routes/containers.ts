import { z } from 'zod'
import { accountParams, id, pageOf, pageQuery } from '../schemas/common.ts'
import {
  availableCloud,
  cloudShare,
  container,
  containerKind,
  containerName,
  containerStatus,
  installerToken,
} from '../schemas/containers.ts'
import { defineRoutes } from './route.ts'

const viewer = { kind: 'account', role: 'viewer' } as const
const administrator = { kind: 'account', role: 'administrator' } as const
/** Short name of the account that a cloud is lent to. */
const tenantSlug = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}]*$/u)
const containerParams = accountParams.extend({ container: id })

/** Containers as an account sees and manages them. */
export const containerRoutes = defineRoutes({
  'installerTokens.create': {
    method: 'POST',
    path: '/accounts/:account/installer-tokens',
    access: administrator,
    tag: 'Containers',
    summary: 'Create an installer token; it is in the answer, this once',
    params: accountParams,
    body: z.object({
      kind: containerKind,
      lifetimeMinutes: z.number().int().min(30).max(1440).default(60),
      maxUses: z.number().int().min(1).max(100).default(1),
      /** Adds nodes to this molecule or cloud instead of enrolling a new container. */
      container: id.optional(),
    }),
    response: installerToken.extend({ token: z.string() }),
    status: 201,
    problems: ['CONTAINER_NOT_ASSOCIATED', 'INSTALLER_TOKEN_OTHER_KIND'],
  },
  'installerTokens.list': {
    method: 'GET',
    path: '/accounts/:account/installer-tokens',
    access: administrator,
    tag: 'Containers',
    summary: 'The installer tokens of the account',
    params: accountParams,
    query: pageQuery,
    response: pageOf(installerToken),
  },
  'installerTokens.revoke': {
    method: 'DELETE',
    path: '/accounts/:account/installer-tokens/:installerToken',
    access: administrator,
    tag: 'Containers',
    summary: 'Revoke an installer token; containers that it enrolled stay',
    params: accountParams.extend({ installerToken: id }),
  },
  'containers.list': {
    method: 'GET',
    path: '/accounts/:account/containers',
    access: viewer,
    tag: 'Containers',
    summary: 'The containers that the account may use: its own, and its attachments to clouds',
    params: accountParams,
    query: pageQuery.extend({
      kind: containerKind.optional(),
      status: containerStatus.optional(),
      search: z
        .string()
        .max(200)
        .regex(/^[^\p{Cc}]*$/u)
        .optional(),
    }),
    response: pageOf(container),
    problems: ['CURSOR_INVALID'],
  },
  'container.get': {
    method: 'GET',
    path: '/accounts/:account/containers/:container',
    access: viewer,
    tag: 'Containers',
    summary: 'One container',
    params: containerParams,
    response: container,
    etag: 'given',
  },
  'container.update': {
    method: 'PATCH',
    path: '/accounts/:account/containers/:container',
    access: administrator,
    tag: 'Containers',
    summary: 'Rename a container, or change what it allows',
    params: containerParams,
    body: z
      .object({ name: containerName, allowBrowsing: z.boolean(), maxConcurrentJobs: z.number().int().min(1).max(1000) })
      .partial(),
    response: container,
    etag: 'required',
    problems: ['NAME_TAKEN', 'CHANGED_MEANWHILE', 'VERSION_REQUIRED'],
  },
  'container.delete': {
    method: 'DELETE',
    path: '/accounts/:account/containers/:container',
    access: administrator,
    tag: 'Containers',
    summary: 'Delete a container, or detach from a cloud; its credentials end at once, its running jobs are lost',
    params: containerParams,
  },
  'container.revokeNode': {
    method: 'DELETE',
    path: '/accounts/:account/containers/:container/nodes/:node',
    access: administrator,
    tag: 'Containers',
    summary: 'Revoke the credential of a node and remove it',
    params: containerParams.extend({ node: id }),
  },
  'clouds.available': {
    method: 'GET',
    path: '/accounts/:account/clouds',
    access: viewer,
    tag: 'Containers',
    summary: 'Clouds of other accounts that this one may attach',
    params: accountParams,
    response: z.object({ items: z.array(availableCloud) }),
  },
  'attachments.create': {
    method: 'POST',
    path: '/accounts/:account/attachments',
    access: administrator,
    tag: 'Containers',
    summary: 'Attach the account to a cloud: it becomes one of its containers',
    params: accountParams,
    body: z.object({ cloud: id, name: containerName }),
    response: container,
    status: 201,
    isIdempotent: true,
    problems: ['CONTAINER_NOT_ASSOCIATED', 'QUOTA_REACHED', 'NAME_TAKEN'],
  },
  'shares.list': {
    method: 'GET',
    path: '/accounts/:account/containers/:container/shares',
    access: administrator,
    tag: 'Containers',
    summary: 'To which accounts a cloud is lent',
    params: containerParams,
    query: pageQuery,
    response: pageOf(cloudShare),
  },
  'shares.set': {
    method: 'PUT',
    path: '/accounts/:account/containers/:container/shares/:tenant',
    access: administrator,
    tag: 'Containers',
    summary: 'Lend a cloud to an account, named by its short name, with quotas',
    params: containerParams.extend({ tenant: tenantSlug }),
    body: z.object({
      maxAttachments: z.number().int().min(-1).max(1000).default(1),
      maxConcurrentJobs: z.number().int().min(1).max(1000).default(2),
    }),
    response: cloudShare,
    problems: ['NOT_READY'],
  },
  'shares.delete': {
    method: 'DELETE',
    path: '/accounts/:account/containers/:container/shares/:tenant',
    access: administrator,
    tag: 'Containers',
    summary: 'Take a cloud back from an account; its attachments end',
    params: containerParams.extend({ tenant: tenantSlug }),
  },
})
