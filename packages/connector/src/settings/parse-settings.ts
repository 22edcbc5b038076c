import { type FieldNotice, SettingsError, type SettingsNotice, type SettingsProblem } from '../errors/settings-error.ts'
import { redact } from '../secrets/redact.ts'
import { Secret } from '../secrets/secret.ts'
import {
  type AuthenticationType,
  authenticationTypes,
  type ConnectionField,
  type ConnectionFieldName,
  connectionFields,
} from './connection-fields.ts'
import type { FieldReading } from './field-reading.ts'
import { likelyServiceUrl } from './likely-url.ts'
import { withoutCredentials } from './read-url.ts'
import type { Settings } from './settings.ts'

/** What a person or a program gives, by field. Empty text counts as not given. Scope may be a list. */
export type SettingsInput = {
  readonly [Name in ConnectionFieldName]?: string | Secret | readonly string[] | null | undefined
}

export interface ParsedSettings {
  readonly settings: Settings
  /** What a person should know although the settings can be used. */
  readonly notices: readonly SettingsNotice[]
}

export interface ParseSettingsOptions {
  /** Makes commas and line breaks in Scope blanks. Default: false, because a scope is sent as it was given. */
  readonly convertScopeSeparators?: boolean | undefined
}

/**
 * Checks and normalizes the settings of a connection by `connectionFields`. Throws `SettingsError` with every bad field
 * at once. Fields of the authentication type that is not chosen are neither checked nor required.
 */
export function parseSettings(
  input: SettingsInput,
  { convertScopeSeparators = false }: ParseSettingsOptions = {},
): ParsedSettings {
  const chosen = chosenType(input)
  const fields = connectionFields.filter(({ usedWith }) => chosen === undefined || usedWith.includes(chosen))
  const outcomes = fields.map((field) => readField(field, input, { chosen, convertScopeSeparators }))

  const problems = [...outcomes.flatMap(({ problem }) => problem ?? []), ...unknownFields(input)]
  const ofFields = outcomes.flatMap(({ notices }) => notices)
  if (problems.length > 0) throw new SettingsError({ problems, notices: ofFields })
  const values = Object.fromEntries(outcomes.map(({ field, value }) => [field, value])) as FieldValues
  const notices = [...ofFields, ...noticesAcross(values)]
  return { settings: settingsFrom(values), notices }
}

type FieldValues = { readonly [Name in ConnectionFieldName]?: string | undefined }

interface FieldOutcome {
  readonly field: ConnectionFieldName
  readonly value?: string | undefined
  readonly problem?: SettingsProblem | undefined
  readonly notices: readonly SettingsNotice[]
}

function readField(
  field: ConnectionField,
  input: SettingsInput,
  options: { readonly chosen: AuthenticationType | undefined; readonly convertScopeSeparators: boolean },
): FieldOutcome {
  const identity = identify(field)
  const given = textOf(input[field.name])
  if (given === undefined) {
    const problem = { ...identity, message: `${field.label} is not text.`, suggestion: field.help }
    return { field: field.name, problem, notices: [] }
  }
  const text = given.trim()
  if (text === '') {
    const problem = isNeeded(field, options.chosen) ? missing(field, input) : undefined
    return { field: field.name, value: field.defaultValue, problem, notices: [] }
  }
  const reading = field.read(text, { label: field.label, convertScopeSeparators: options.convertScopeSeparators })
  if ('message' in reading) return { field: field.name, problem: problemWith(field, text, reading, input), notices: [] }
  const notices = [...(text === given ? [] : [trimmed(field)]), ...(reading.notices ?? [])]
  return { field: field.name, value: reading.value, notices: notices.map((notice) => ({ ...identity, ...notice })) }
}

/**
 * Undefined when what was given is not an authentication type: then every field that was given is checked, and only those
 * are required that both types use.
 */
function chosenType(input: SettingsInput): AuthenticationType | undefined {
  const text = textOf(input.authenticationType)?.trim()
  if (text === '') return 'oauth2'
  const field = connectionFields.find(({ name }) => name === 'authenticationType')
  const choice = field?.choices?.find(({ value, label }) => text === value || text === label)
  return authenticationTypes.find((type) => type === choice?.value)
}

function isNeeded(field: ConnectionField, chosen: AuthenticationType | undefined): boolean {
  return field.isRequired && (chosen !== undefined || field.usedWith.length > 1)
}

function identify({ name, label }: ConnectionField): { field: ConnectionFieldName; label: string } {
  return { field: name, label }
}

/** Undefined when it is not text: the input may come from a program that no compiler checked. */
function textOf(value: SettingsInput[ConnectionFieldName]): string | undefined {
  if (value === undefined || value === null) return ''
  if (typeof value === 'string') return value
  if (value instanceof Secret) return value.reveal()
  return Array.isArray(value) && value.every((part) => typeof part === 'string') ? value.join(' ') : undefined
}

function missing(field: ConnectionField, input: SettingsInput): SettingsProblem {
  const message = `${field.label} is missing.`
  const suggestedValue = field.name === 'accessTokenUrl' ? usualTokenUrl(input) : undefined
  if (suggestedValue === undefined) return { ...identify(field), message, suggestion: suggestionForMissing(field) }
  const suggestion = `Give the token endpoint of the instance, usually ${suggestedValue}.`
  return { ...identify(field), message, suggestion, suggestedValue }
}

/** Access Token URL is suggested from URL, never derived silently. */
function usualTokenUrl(input: SettingsInput): string | undefined {
  const url = likelyServiceUrl(textOf(input.url)?.trim() ?? '')
  return url === undefined ? undefined : `${new URL(url).origin}/oauth2/token`
}

function suggestionForMissing(field: ConnectionField): string {
  return field.example === undefined ? field.help : `Give it, such as ${field.example}.`
}

function trimmed(field: ConnectionField): FieldNotice {
  return { kind: 'blanks-trimmed', message: `${field.label} had spaces or line breaks around it; they were removed.` }
}

function problemWith(
  field: ConnectionField,
  text: string,
  { message, suggestion, suggestedValue }: Extract<FieldReading, { readonly message: string }>,
  input: SettingsInput,
): SettingsProblem {
  const secrets = connectionFields
    .filter(({ isSecret }) => isSecret)
    .map(({ name }) => textOf(input[name])?.trim() ?? '')
    .filter((secret) => secret.length >= shortestStruckOut)
  const given = field.isSecret ? {} : { given: shortened(redact(withoutCredentials(text), secrets)) }
  // A value with a secret in it is not a suggestion.
  const isClean = suggestedValue !== undefined && !field.isSecret && redact(suggestedValue, secrets) === suggestedValue
  return {
    ...identify(field),
    ...given,
    message,
    suggestion:
      isClean || suggestedValue === undefined ? suggestion : withoutValue(suggestion, suggestedValue, secrets),
    ...(isClean ? { suggestedValue } : {}),
  }
}

/** What a person gave is struck out of our sentence, and the sentence is left as it is. */
function withoutValue(suggestion: string, value: string, secrets: readonly string[]): string {
  return suggestion.replaceAll(value, redact(value, secrets))
}

/** A secret pasted into a wrong field is struck out; one of a few letters is part of common words. */
const shortestStruckOut = 4

function shortened(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200).toWellFormed()}…` : text
}

function unknownFields(input: SettingsInput): SettingsProblem[] {
  const known = connectionFields.map(({ name }) => name)
  return Object.keys(input)
    .filter((name) => !known.some((field) => field === name))
    .map((name) => ({
      field: name,
      label: name,
      message: `There is no field ${name}.`,
      suggestion: `The fields are: ${known.join(', ')}.`,
    }))
}

function noticesAcross(values: FieldValues): SettingsNotice[] {
  const { url = '', accessTokenUrl } = values
  if (values.authenticationType === 'api-key') {
    const message = 'API keys are deprecated by Coupa and no longer issued; move to OAuth 2.0.'
    return [{ field: 'authenticationType', label: 'Authentication Type', kind: 'api-key-deprecated', message }]
  }
  if (accessTokenUrl === undefined || new URL(accessTokenUrl).hostname === new URL(url).hostname) return []
  const message = `Access Token URL is on ${new URL(accessTokenUrl).hostname} and URL on ${new URL(url).hostname}; a token serves only the instance that issued it.`
  return [{ field: 'accessTokenUrl', label: 'Access Token URL', kind: 'token-url-other-host', message }]
}

function settingsFrom(values: FieldValues): Settings {
  const { url = '', token = '', clientId = '', clientSecret = '', scope = '', accessTokenUrl = '' } = values
  if (values.authenticationType === 'api-key') {
    return { authenticationType: 'api-key', url, token: new Secret(token) }
  }
  return {
    authenticationType: 'oauth2',
    url,
    clientId,
    clientSecret: new Secret(clientSecret),
    scopes: scope.split(' '),
    accessTokenUrl,
    clientAuthentication: values.clientAuthentication === 'basic' ? 'basic' : 'body',
  }
}
