import { z } from 'zod'
import { catalogResource, catalogType } from '../schemas/catalog.ts'
import { name } from '../schemas/common.ts'
import { connectionField, connectionFieldValues, outcomeDescription } from '../schemas/connections.ts'
import { email, linkToken, password, sessionView } from '../schemas/people.ts'
import { defineRoutes } from './route.ts'

/** About the installation itself: what it is, its set-up, and what it knows of Coupa. */
export const installationRoutes = defineRoutes({
  'installation.get': {
    method: 'GET',
    path: '/installation',
    access: { kind: 'open' },
    tag: 'Installation',
    summary: 'What this installation is and how to sign in',
    response: z.object({
      version: z.string(),
      isSetUp: z.boolean(),
      /** How the button to sign in with the OpenID Connect provider is labelled; null without one. */
      openIdConnect: z.object({ label: z.string() }).nullable(),
      /** Whether people can have a link mailed to set a new password. */
      sendsMail: z.boolean(),
    }),
  },
  'installation.setUp': {
    method: 'POST',
    path: '/installation/set-up',
    access: { kind: 'open' },
    tag: 'Installation',
    summary: 'Make the first administrator, with the one-time link that the hub printed',
    body: z.object({ token: linkToken, name, email, password, accountName: name }),
    response: sessionView,
    status: 201,
    problems: ['ALREADY_SET_UP', 'LINK_SPENT', 'PASSWORD_TOO_WEAK'],
  },
  'installation.checkSetUpLink': {
    method: 'POST',
    path: '/installation/set-up/check',
    access: { kind: 'open' },
    tag: 'Installation',
    summary: 'Whether a set-up link can still be used, before anything is filled in',
    body: z.object({ token: linkToken }),
    problems: ['ALREADY_SET_UP', 'LINK_SPENT', 'TOO_MANY_REQUESTS'],
  },
  'connectionType.get': {
    method: 'GET',
    path: '/connection-type',
    access: { kind: 'signed-in' },
    tag: 'Installation',
    summary: 'The fields of a connection and the outcomes of a test',
    response: z.object({
      fields: z.array(connectionField),
      outcomes: z.array(outcomeDescription),
      connectorVersion: z.string(),
      /**
       * A connection that the operator offers ready-made, such as one to the sandbox. Null without one. Never contains its
       * secrets.
       */
      suggestedConnection: z.object({ name, fields: connectionFieldValues }).nullable(),
    }),
  },
  'catalog.resources': {
    method: 'GET',
    path: '/catalog/resources',
    access: { kind: 'signed-in' },
    tag: 'Catalog',
    summary: "The resources of Coupa's API",
    response: z.object({
      items: z.array(
        z.object({
          name: z.string(),
          label: z.string(),
          path: z.string().nullable(),
          operations: z.array(z.string()),
          actions: z.array(z.string()),
        }),
      ),
    }),
  },
  'catalog.resource': {
    method: 'GET',
    path: '/catalog/resources/:resource',
    access: { kind: 'signed-in' },
    tag: 'Catalog',
    summary: 'One resource: its fields, operations, actions and scopes',
    params: z.object({ resource: z.string().min(1).max(200) }),
    response: catalogResource,
  },
  'catalog.type': {
    method: 'GET',
    path: '/catalog/types/:type',
    access: { kind: 'signed-in' },
    tag: 'Catalog',
    summary: 'One type of records that fields refer to, such as `InvoiceLine`: its fields',
    params: z.object({ type: z.string().min(1).max(200) }),
    response: catalogType,
  },
  'catalog.scopes': {
    method: 'GET',
    path: '/catalog/scopes',
    access: { kind: 'signed-in' },
    tag: 'Catalog',
    summary: 'The scopes that Coupa knows, and the smallest set for the resources that are named',
    query: z.object({
      /** Resources separated by commas; with it `smallest` says what they need. */
      resources: z.string().max(4000).optional(),
      use: z.enum(['read', 'write']).default('read'),
    }),
    response: z.object({
      items: z.array(z.looseObject({ name: z.string(), description: z.string() })),
      smallest: z
        .object({
          scopes: z.array(z.string()),
          /** Those of them that only the connection test needs. */
          forTest: z.array(z.string()),
          unknownResources: z.array(z.string()),
        })
        .nullable(),
    }),
  },
})
