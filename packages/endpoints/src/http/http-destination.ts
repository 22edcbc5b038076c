import type { DestinationType, SettingDeclaration } from '../contract/destination-type.ts'
import { readSettings } from '../objects/read-settings.ts'

const settings: readonly SettingDeclaration[] = [
  {
    name: 'url',
    title: 'URL',
    description: 'the address that receives the requests: https://receiver.example.com/path',
    isRequired: true,
    isSecret: false,
  },
  {
    name: 'signingSecret',
    title: 'Signing secret',
    description: 'signs each request as Standard Webhooks describes it: whsec_ and at least 24 bytes in Base64',
    isRequired: false,
    isSecret: true,
  },
  {
    name: 'previousSigningSecret',
    title: 'Previous signing secret',
    description: 'a second signature for the time in which receivers change to a new secret',
    isRequired: false,
    isSecret: true,
  },
  {
    name: 'bearerToken',
    title: 'Bearer token',
    description: 'is sent in the header Authorization',
    isRequired: false,
    isSecret: true,
  },
  {
    name: 'headerName',
    title: 'Header',
    description: 'name of a header that the receiver wants, such as X-Api-Key',
    isRequired: false,
    isSecret: false,
  },
  {
    name: 'headerValue',
    title: 'Value of the header',
    description: 'is sent in the header that headerName names',
    isRequired: false,
    isSecret: true,
  },
  {
    name: 'timeoutSeconds',
    title: 'Timeout in seconds',
    description: 'how long the receiver may take to answer a request, from 1 to 600',
    isRequired: false,
    isSecret: false,
    default: '30',
  },
  {
    name: 'allowInsecure',
    title: 'Allow http',
    description: 'true sends records and credentials without encryption to URLs that begin with http',
    isRequired: false,
    isSecret: false,
    default: 'false',
    choices: ['false', 'true'],
  },
]

/** Requests to a receiver, which can tell repeated ones by their id. */
export const httpDestination: DestinationType = {
  kind: 'http',
  title: 'HTTP receiver',
  guarantee: 'at-least-once-with-key',
  formats: [],
  shapes: ['nested', 'flat', 'tables'],
  settings,
  isLocal: false,
  open: async (given, options) => {
    const read = readSettings(given, settings, 'http')
    const { createHttpDestination } = await import('./create-http-destination.ts')
    return createHttpDestination(read, options)
  },
}
