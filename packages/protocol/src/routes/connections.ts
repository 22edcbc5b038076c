import { z } from 'zod'
import { accountParams, id, moment, name, pageOf, pageQuery, storableText } from '../schemas/common.ts'
import {
  connection,
  connectionFieldValues,
  connectionRevision,
  connectionSecretHandles,
  connectionState,
  connectionSummary,
  connectionUse,
  folder,
  labels,
  settingsCheck,
} from '../schemas/connections.ts'
import { defineRoutes } from './route.ts'

const viewer = { kind: 'account', role: 'viewer' } as const
const builder = { kind: 'account', role: 'builder' } as const
const connectionParams = accountParams.extend({ connection: id })

const editable = {
  name,
  description: storableText(4000),
  folder,
  labels,
  fields: connectionFieldValues,
  /** Handles of secrets that were set since. A field that is left out keeps its secret; null removes it. */
  secrets: z.record(storableText(60).min(1), id.nullable()),
}

/** Connections and the secrets that they hold. */
export const connectionRoutes = defineRoutes({
  'secrets.create': {
    method: 'POST',
    path: '/accounts/:account/secrets',
    access: builder,
    tag: 'Connections',
    summary: 'Set a secret: sealed at once, answered with a handle, never shown again',
    description: 'A handle that no connection takes up expires after 24 hours. Until then only who made it can use it.',
    params: accountParams,
    body: z.object({
      field: z.string().min(1).max(60),
      value: storableText(10_000).min(1),
      /** For a destination: its kind, such as `postgresql`. Without it the secret is for a connection to Coupa. */
      destinationKind: z.string().min(1).max(40).optional(),
    }),
    response: z.object({ handle: id, field: z.string(), setAt: moment, setBy: z.string(), expiresAt: moment }),
    status: 201,
    maxBodyBytes: 65_536,
    problems: ['SETTINGS_INVALID'],
  },
  'connections.check': {
    method: 'POST',
    path: '/accounts/:account/connections/check',
    access: builder,
    tag: 'Connections',
    summary: 'Check settings without storing or sending anything',
    params: accountParams,
    body: z.object({
      connection: id.optional(),
      fields: connectionFieldValues,
      secrets: connectionSecretHandles.default({}),
    }),
    response: settingsCheck,
  },
  'connections.list': {
    method: 'GET',
    path: '/accounts/:account/connections',
    access: viewer,
    tag: 'Connections',
    summary: 'The connections of the account, by name',
    params: accountParams,
    query: pageQuery.extend({
      /** Words that must occur in name, organization, description, folder or labels. */
      search: storableText(200).optional(),
      /** This very folder; empty for those in none. */
      folder: storableText(400).optional(),
      label: storableText(60).optional(),
      state: connectionState.optional(),
    }),
    response: pageOf(connectionSummary),
    problems: ['CURSOR_INVALID'],
  },
  'connections.facets': {
    method: 'GET',
    path: '/accounts/:account/connection-facets',
    access: viewer,
    tag: 'Connections',
    summary: 'How many connections there are by state, folder and label',
    params: accountParams,
    response: z.object({
      total: z.number().int(),
      states: z.record(z.string(), z.number().int()),
      folders: z.array(z.object({ name: z.string(), count: z.number().int() })),
      labels: z.array(z.object({ name: z.string(), count: z.number().int() })),
    }),
  },
  'connections.create': {
    method: 'POST',
    path: '/accounts/:account/connections',
    access: builder,
    tag: 'Connections',
    summary: 'Create a connection; untested settings are stored as a draft',
    description:
      'Required fields and secrets may still be missing: what is missing is among the notices, and the connection cannot be used before. URL must be given, and what is given must be right.',
    params: accountParams,
    body: z.object({
      name: editable.name,
      description: editable.description.default(''),
      folder: editable.folder.default(''),
      labels: editable.labels.default([]),
      fields: editable.fields,
      secrets: connectionSecretHandles.default({}),
      /** Id of the form, as its tests were started with: they become tests of the connection. */
      draft: id.optional(),
    }),
    response: connection,
    status: 201,
    etag: 'given',
    isIdempotent: true,
    problems: ['SETTINGS_INVALID', 'SECRET_NOT_USABLE', 'NAME_TAKEN'],
  },
  'connections.createSuggested': {
    method: 'POST',
    path: '/accounts/:account/suggested-connection',
    access: builder,
    tag: 'Connections',
    summary: 'Create the connection that the operator offers ready-made, secrets among it',
    description:
      'What is offered stands in `connectionType.get`; the secrets are known to the hub alone. Not found when nothing is offered.',
    params: accountParams,
    response: connection,
    status: 201,
    etag: 'given',
    isIdempotent: true,
    problems: ['SETTINGS_INVALID', 'NAME_TAKEN'],
  },
  'connection.get': {
    method: 'GET',
    path: '/accounts/:account/connections/:connection',
    access: viewer,
    tag: 'Connections',
    summary: 'One connection, without its secrets',
    params: connectionParams,
    response: connection,
    etag: 'given',
  },
  'connection.update': {
    method: 'PATCH',
    path: '/accounts/:account/connections/:connection',
    access: builder,
    tag: 'Connections',
    summary: 'Change a connection; what is left out stays, `fields` replaces all fields',
    params: connectionParams,
    body: z.object(editable).partial(),
    response: connection,
    etag: 'required',
    problems: ['CHANGED_MEANWHILE', 'VERSION_REQUIRED', 'SETTINGS_INVALID', 'SECRET_NOT_USABLE', 'NAME_TAKEN'],
  },
  'connection.delete': {
    method: 'DELETE',
    path: '/accounts/:account/connections/:connection',
    access: builder,
    tag: 'Connections',
    summary: 'Delete a connection with its secrets; its history stays',
    params: connectionParams,
    etag: 'required',
    problems: ['CHANGED_MEANWHILE', 'VERSION_REQUIRED', 'IN_USE'],
  },
  'connection.copy': {
    method: 'POST',
    path: '/accounts/:account/connections/:connection/copy',
    access: builder,
    tag: 'Connections',
    summary: 'Copy a connection with its secrets, as a draft',
    params: connectionParams,
    body: z.object({ name }),
    response: connection,
    status: 201,
    etag: 'given',
    isIdempotent: true,
    problems: ['NAME_TAKEN'],
  },
  'connection.uses': {
    method: 'GET',
    path: '/accounts/:account/connections/:connection/uses',
    access: viewer,
    tag: 'Connections',
    summary: 'What uses the connection now',
    params: connectionParams,
    response: z.object({ items: z.array(connectionUse) }),
  },
  'connection.revisions': {
    method: 'GET',
    path: '/accounts/:account/connections/:connection/revisions',
    access: viewer,
    tag: 'Connections',
    summary: 'Who changed what and when, newest first; of a secret only that it changed',
    params: connectionParams,
    query: pageQuery,
    response: pageOf(connectionRevision),
    problems: ['CURSOR_INVALID'],
  },
})
