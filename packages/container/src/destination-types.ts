import {
  type DestinationType,
  destinationTypes,
  EndpointError,
  type EndType,
  type EndUse,
  endTypesOf,
  type SettingDeclaration,
  settingsForUse,
} from '@coupa-connector/endpoints'
import type { CheckedDestination, DestinationDescription, DestinationSetting } from '@coupa-connector/protocol'

type Settings = Readonly<Record<string, string>>

/** Stands in for a secret that is set but not known here. */
const unknownSecret = 'set'

/** What a hub needs to know about the kinds of destinations, made from their own declarations. */
export function createDestinationTypes(): readonly DestinationDescription[] {
  return destinationTypes.map((type) => {
    const ends = endTypesOf(type.kind)
    return {
      kind: type.kind,
      title: type.title,
      isLocal: type.isLocal,
      uses: ends.map(({ use }) => use),
      formats: type.formats,
      guarantee: type.guarantee,
      settings: describeSettings(ends),
      check: (settings, setSecrets, use) => checkSettings(type, ends, { settings, setSecrets, use }),
    }
  })
}

const useWords: Readonly<Record<EndUse, string>> = {
  deliver: 'to deliver',
  load: 'to load',
  inbox: "as Coupa's inbox",
}

/** The settings of all uses, each once: what differs by use is said with the use. */
function describeSettings(ends: readonly EndType[]): readonly DestinationSetting[] {
  const byName = Map.groupBy(
    ends.flatMap(({ use, settings }) => settings.map((setting) => ({ use, setting }))),
    ({ setting }) => setting.name,
  )
  return [...byName.values()].flatMap((found) => {
    const [first] = found
    if (first === undefined) return []
    const isSame = (name: 'description' | 'default'): boolean =>
      found.every(({ setting }) => setting[name] === first.setting[name])
    return {
      ...first.setting,
      uses: found.map(({ use }) => use),
      requiredFor: found.flatMap(({ use, setting }) => (setting.isRequired ? [use] : [])),
      isRequired: found.length === ends.length && found.every(({ setting }) => setting.isRequired),
      description: isSame('description')
        ? first.setting.description
        : found.map(({ use, setting }) => `${useWords[use]}: ${describeAlone(setting, isSame('default'))}`).join('; '),
      default: isSame('default') ? first.setting.default : undefined,
    }
  })
}

function describeAlone({ description, default: usual }: SettingDeclaration, isSameDefault: boolean): string {
  return isSameDefault || usual === undefined ? description : `${description}, by default ${usual}`
}

interface GivenSettings {
  readonly settings: Settings
  readonly setSecrets: readonly string[]
  readonly use: EndUse | undefined
}

function checkSettings(
  { kind }: DestinationType,
  ends: readonly EndType[],
  { settings, setSecrets, use }: GivenSettings,
): CheckedDestination {
  const hosts = hostsOf(settings)
  const withPassword = Object.entries(settings).find(([, value]) => URL.parse(value)?.password)
  if (withPassword !== undefined) {
    const [field] = withPassword
    const message = `${field} holds a password, which everybody who may see the destination could read.`
    return { problems: [{ field, message, suggestion: 'Take it out, and set the secret password.' }], hosts }
  }
  const secrets = Object.fromEntries(setSecrets.map((name) => [name, unknownSecret]))
  const given = { ...settings, ...secrets }
  if (use !== undefined) {
    const end = ends.find((one) => one.use === use)
    const message = `${kind} cannot be used ${useWords[use]}.`
    return { problems: end ? problemsOf(kind, end, given) : [{ field: 'kind', message }], hosts }
  }
  // What an end is for is not known before it is deployed: it has to be right for one of its uses.
  const checked = ends.map((end) => ({ end, problems: problemsOf(kind, end, given) }))
  if (checked.some(({ problems }) => problems.length === 0)) return { problems: [], hosts }
  const knownBy = ({ settings: known }: EndType): number => known.filter(({ name }) => given[name] !== undefined).length
  const [likely] = checked.sort((one, other) => knownBy(other.end) - knownBy(one.end))
  return { problems: likely?.problems ?? [], hosts }
}

function problemsOf(kind: string, { use, readSettings }: EndType, given: Settings): CheckedDestination['problems'] {
  try {
    readSettings(settingsForUse(kind, use, given))
    return []
  } catch (error) {
    if (!(error instanceof EndpointError)) throw error
    const { field = 'settings', message, remedy } = error
    return [{ field, message, ...(remedy === undefined ? {} : { suggestion: remedy }) }]
  }
}

/** Where the settings lead: the host of a URL, or a host with its port. */
function hostsOf(settings: Settings): string[] {
  const { host, port } = settings
  const named =
    host === undefined || host.trim() === '' ? [] : [port === undefined ? host.trim() : `${host.trim()}:${port}`]
  const ofUrls = Object.values(settings).flatMap((value) => URL.parse(value.trim())?.host || [])
  return [...new Set([...named, ...ofUrls])].sort()
}
