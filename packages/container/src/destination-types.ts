import {
  type DestinationType,
  destinationTypes,
  EndpointError,
  readSettings,
  sourceType,
} from '@coupa-connector/endpoints'
import type { CheckedDestination, DestinationDescription } from '@coupa-connector/protocol'

/** Stands in for a secret that is set but not known here. */
const unknownSecret = 'set'

/** What a hub needs to know about the kinds of destinations, made from their own declarations. */
export function createDestinationTypes(): readonly DestinationDescription[] {
  return destinationTypes.map((type) => ({
    kind: type.kind,
    title: type.title,
    isLocal: type.isLocal,
    isSource: sourceType(type.kind) !== undefined,
    formats: type.formats,
    guarantee: type.guarantee,
    settings: type.settings,
    check: (settings, setSecrets) => checkSettings(type, settings, setSecrets),
  }))
}

function checkSettings(
  type: DestinationType,
  settings: Readonly<Record<string, string>>,
  setSecrets: readonly string[],
): CheckedDestination {
  const secrets = Object.fromEntries(setSecrets.map((name) => [name, unknownSecret]))
  const hosts = hostsOf(settings)
  const withPassword = Object.entries(settings).find(([, value]) => URL.parse(value)?.password)
  if (withPassword !== undefined) {
    const [field] = withPassword
    const message = `${field} holds a password, which everybody who may see the destination could read.`
    return { problems: [{ field, message, suggestion: 'Take it out, and set the secret password.' }], hosts }
  }
  try {
    readSettings({ ...settings, ...secrets }, type.settings, type.kind)
    return { problems: [], hosts }
  } catch (error) {
    if (!(error instanceof EndpointError)) throw error
    const { field = 'settings', message, remedy } = error
    return { problems: [{ field, message, ...(remedy === undefined ? {} : { suggestion: remedy }) }], hosts }
  }
}

/** Where the settings lead: the host of a URL, or a host with its port. */
function hostsOf(settings: Readonly<Record<string, string>>): string[] {
  const { host, port } = settings
  const named =
    host === undefined || host.trim() === '' ? [] : [port === undefined ? host.trim() : `${host.trim()}:${port}`]
  const ofUrls = Object.values(settings).flatMap((value) => URL.parse(value.trim())?.host || [])
  return [...new Set([...named, ...ofUrls])].sort()
}
