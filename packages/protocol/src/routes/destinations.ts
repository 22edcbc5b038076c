import { z } from 'zod'
import { accountParams, id, storableText } from '../schemas/common.ts'
import { destination, destinationContent, environment } from '../schemas/processes/processes.ts'
import { defineRoutes } from './route.ts'

const viewer = { kind: 'account', role: 'viewer' } as const
const builder = { kind: 'account', role: 'builder' } as const
const administrator = { kind: 'account', role: 'administrator' } as const

const destinationParams = accountParams.extend({ destination: id })
const tag = 'Processes'

/** Environments of an account, and the other ends of its processes. */
export const destinationRoutes = defineRoutes({
  'environments.list': {
    method: 'GET',
    path: '/accounts/:account/environments',
    access: viewer,
    tag,
    summary: 'The environments of the account, by name',
    description: 'Every account has test and production from the start.',
    params: accountParams,
    response: z.object({ items: z.array(environment) }),
  },
  'environments.create': {
    method: 'POST',
    path: '/accounts/:account/environments',
    access: administrator,
    tag,
    summary: 'Create an environment; its classification never changes',
    params: accountParams,
    body: z.object({ name: destinationContent.shape.name, classification: environment.shape.classification }),
    response: environment,
    status: 201,
    problems: ['NAME_TAKEN'],
  },
  'destinations.list': {
    method: 'GET',
    path: '/accounts/:account/destinations',
    access: viewer,
    tag,
    summary: 'The destinations of the account, by name, without their secrets',
    params: accountParams,
    response: z.object({ items: z.array(destination) }),
  },
  'destinations.create': {
    method: 'POST',
    path: '/accounts/:account/destinations',
    access: builder,
    tag,
    summary: 'Create a destination: files, SFTP, PostgreSQL, HTTP',
    description: 'Secrets are handles of `secrets.create`, and are bound to the host that the settings lead to.',
    params: accountParams,
    body: destinationContent.extend({ secrets: destinationContent.shape.secrets.default({}) }),
    response: destination,
    status: 201,
    problems: ['SETTINGS_INVALID', 'SECRET_NOT_USABLE', 'NAME_TAKEN'],
  },
  'destination.get': {
    method: 'GET',
    path: '/accounts/:account/destinations/:destination',
    access: viewer,
    tag,
    summary: 'One destination, without its secrets',
    params: destinationParams,
    response: destination,
    etag: 'given',
  },
  'destination.update': {
    method: 'PATCH',
    path: '/accounts/:account/destinations/:destination',
    access: builder,
    tag,
    summary: 'Change a destination; what is left out stays, and a secret that is null is removed',
    params: destinationParams,
    body: destinationContent
      .omit({ kind: true })
      .extend({ secrets: z.record(storableText(60).min(1), id.nullable()) })
      .partial(),
    response: destination,
    etag: 'required',
    problems: ['CHANGED_MEANWHILE', 'SETTINGS_INVALID', 'SECRET_NOT_USABLE', 'NAME_TAKEN'],
  },
  'destination.delete': {
    method: 'DELETE',
    path: '/accounts/:account/destinations/:destination',
    access: builder,
    tag,
    summary: 'Delete a destination that no deployment uses, with its secrets',
    params: destinationParams,
    problems: ['IN_USE'],
  },
})
