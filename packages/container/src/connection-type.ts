import {
  parseSettings,
  type Settings,
  SettingsError,
  type SettingsInput,
  type SettingsNotice,
} from '@coupa-connector/connector'
import { connectionFields, stageNames, testOutcomes } from '@coupa-connector/connector/internals'
import type { CheckedSettings, ConnectionType, SettingsToCheck } from '@coupa-connector/protocol'

/** Stands in for a secret that is set but not known here. It is too short to be struck out of other fields. */
const unknownSecret = 'set'

/** What a hub needs to know about the connector, made from the connector's own declarations. */
export function createConnectionType(connectorVersion: string): ConnectionType {
  return {
    connectorVersion,
    fields: connectionFields.map((field) => ({
      name: field.name,
      label: field.label,
      tab: field.tab,
      usedWith: [...field.usedWith],
      isRequired: field.isRequired,
      isSecret: field.isSecret,
      defaultValue: field.defaultValue ?? null,
      choices: field.choices?.map(({ value, label, isDeprecated = false }) => ({ value, label, isDeprecated })) ?? null,
      help: field.help,
      example: field.example ?? null,
    })),
    stages: stageNames,
    outcomes: Object.entries(testOutcomes).map(([code, { title, producedBy, retry }]) => ({
      code,
      title,
      producedBy,
      retry,
    })),
    check: checkSettings,
    checkSecret: (name, value) => {
      const field = connectionFields.find((candidate) => candidate.name === name && candidate.isSecret)
      if (!field) {
        const names = connectionFields.filter(({ isSecret }) => isSecret).map((candidate) => candidate.name)
        return {
          // Not quoted: field and value may have been swapped.
          message: 'There is no secret field of this name.',
          suggestion: `The secret fields are: ${names.join(', ')}.`,
        }
      }
      const text = value.trim()
      if (text === '') return { message: `${field.label} is empty.`, suggestion: 'Give the value that Coupa shows.' }
      const reading = field.read(text, { label: field.label, convertScopeSeparators: false })
      return 'message' in reading ? reading : undefined
    },
    describeOutcome: (code, facts) => {
      const definition = testOutcomes[code]
      return {
        title: definition.title,
        message: definition.message(facts),
        remedy: definition.remedy(facts),
        retry: definition.retry,
      }
    },
  }
}

function checkSettings({ fields, setSecrets }: SettingsToCheck): CheckedSettings {
  const secrets = Object.fromEntries(setSecrets.map((name) => [name, unknownSecret]))
  const input: SettingsInput = { ...fields, ...secrets }
  const isDeprecated = ['api-key', 'API Key'].includes((fields.authenticationType ?? '').trim())
  try {
    const { settings, notices } = parseSettings(input)
    return {
      problems: [],
      notices: notices.map(toNotice),
      organization: new URL(settings.url).host,
      authenticationType: settings.authenticationType,
      isDeprecated: settings.authenticationType === 'api-key',
      usedSecrets: [settings.authenticationType === 'api-key' ? 'token' : 'clientSecret'],
      effective: effectiveOf(settings),
      hosts: hostsOf(settings),
    }
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    return {
      problems: error.details.problems.map(({ field, message, suggestion, given, suggestedValue }) => ({
        field,
        message,
        suggestion,
        ...(given === undefined ? {} : { given }),
        ...(suggestedValue === undefined ? {} : { suggestedValue }),
      })),
      notices: error.details.notices.map(toNotice),
      organization: hostOf(fields.url),
      authenticationType: isDeprecated ? 'api-key' : 'oauth2',
      isDeprecated,
      usedSecrets: [isDeprecated ? 'token' : 'clientSecret'],
      effective: {},
      hosts: readableHosts(isDeprecated ? [fields.url] : [fields.url, fields.accessTokenUrl]),
    }
  }
}

function effectiveOf(settings: Settings): Record<string, string> {
  const { authenticationType, url } = settings
  if (settings.authenticationType === 'api-key') return { authenticationType, url }
  const { clientId, scopes, accessTokenUrl, clientAuthentication } = settings
  return { authenticationType, url, clientId, scope: scopes.join(' '), accessTokenUrl, clientAuthentication }
}

function hostsOf(settings: Settings): string[] {
  const urls = settings.authenticationType === 'api-key' ? [settings.url] : [settings.url, settings.accessTokenUrl]
  return [...new Set(urls.map((url) => new URL(url).host))].sort()
}

/** For settings that are not complete yet. A secret stored with them is bound to the hosts known so far. */
function readableHosts(urls: readonly (string | undefined)[]): string[] {
  return [...new Set(urls.flatMap((url) => hostOf(url) ?? []))].sort()
}

function hostOf(url: string | undefined): string | null {
  const text = url?.trim() ?? ''
  return (URL.canParse(text) && new URL(text).host) || null
}

function toNotice({ field, kind, message, suggestedValue }: SettingsNotice): CheckedSettings['notices'][number] {
  return { field, kind, message, ...(suggestedValue === undefined ? {} : { suggestedValue }) }
}
