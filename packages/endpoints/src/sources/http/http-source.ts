import type { SettingDeclaration } from '../../contract/destination-type.ts'
import type { SourceType } from '../../contract/source-type.ts'
import { readSettings } from '../../objects/read-settings.ts'
import { readNumber } from '../read-number.ts'
import type { HttpLimits } from './create-http-source.ts'

const settings: readonly SettingDeclaration[] = [
  {
    name: 'url',
    title: 'URL',
    description: 'the address that answers with the records as JSON: https://api.example.com/suppliers?active=true',
    isRequired: true,
    isSecret: false,
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
    description: 'name of a header that the API wants, such as X-Api-Key',
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
    description: 'how long the API may take to answer a request, from 1 to 600',
    isRequired: false,
    isSecret: false,
    default: '60',
  },
  {
    name: 'maxPages',
    title: 'Most pages',
    description: 'the load is refused if there are more, from 1 to 1000000',
    isRequired: false,
    isSecret: false,
    default: '10000',
  },
  {
    name: 'maxMegabytes',
    title: 'Most megabytes',
    description: 'the load is refused if all answers together are larger, from 1 to 100000; one answer may have 64',
    isRequired: false,
    isSecret: false,
    default: '1024',
  },
  {
    name: 'allowInsecure',
    title: 'Allow http',
    description: 'true sends credentials without encryption to URLs that begin with http',
    isRequired: false,
    isSecret: false,
    default: 'false',
    choices: ['false', 'true'],
  },
]

/** The records of an HTTP API that answers with JSON. */
export const httpSource: SourceType = {
  kind: 'http',
  title: 'HTTP API',
  settings,
  isLocal: false,
  readSettings: read,
  open: async (given, options) => {
    const found = read(given)
    const { createHttpSource } = await import('./create-http-source.ts')
    return createHttpSource(found, { ...options, ...limitsOf(found) })
  },
}

function read(given: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const found = readSettings(given, settings, 'http', 'source')
  limitsOf(found)
  return found
}

function limitsOf({ maxPages, maxMegabytes }: Readonly<Record<string, string>>): HttpLimits {
  return {
    maxPages: readNumber('maxPages', maxPages, { minimum: 1, maximum: 1_000_000 }),
    maxBytes: readNumber('maxMegabytes', maxMegabytes, { minimum: 1, maximum: 100_000 }) * 1024 * 1024,
  }
}
