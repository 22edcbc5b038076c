import type { SettingDeclaration } from './contract/destination-type.ts'
import { coupaInboxSettings } from './coupa-inbox/coupa-inbox-settings.ts'
import { destinationType } from './destination-types.ts'
import { readSettings } from './objects/read-settings.ts'
import { sourceType } from './source-types.ts'

/** What a process does at one of its ends: deliver records, load records or answers, or put files into Coupa's own inbox. */
const endUses = ['deliver', 'load', 'inbox'] as const
export type EndUse = (typeof endUses)[number]

/** What one use of a kind of end needs to know. */
export interface EndType {
  readonly use: EndUse
  readonly settings: readonly SettingDeclaration[]
  /** The settings with their defaults. Throws `EndpointError` `SETTING_INVALID`. */
  readSettings(given: Readonly<Record<string, string>>): Readonly<Record<string, string>>
}

/** Every use that a kind of end has. */
export function endTypesOf(kind: string): readonly EndType[] {
  return endUses.flatMap((use) => endType(kind, use) ?? [])
}

/** One use of a kind of end; undefined where the kind cannot be used so. */
export function endType(kind: string, use: EndUse): EndType | undefined {
  switch (use) {
    case 'deliver': {
      const type = destinationType(kind)
      if (type === undefined) return undefined
      const { settings } = type
      return { use, settings, readSettings: (given) => readSettings(given, settings, kind) }
    }
    case 'load': {
      const type = sourceType(kind)
      return type && { use, settings: type.settings, readSettings: type.readSettings }
    }
    case 'inbox':
      if (kind !== 'sftp') return undefined
      return {
        use,
        settings: coupaInboxSettings,
        readSettings: (given) => readSettings(given, coupaInboxSettings, kind),
      }
  }
}

/**
 * The settings that belong to a use of an end. One end may serve several uses, and each has settings that the others do not know.
 * Names that no use knows stay, so that `readSettings` can refuse them.
 */
export function settingsForUse(
  kind: string,
  use: EndUse,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const own = new Set(endType(kind, use)?.settings.map(({ name }) => name))
  const known = new Set(endTypesOf(kind).flatMap(({ settings }) => settings.map(({ name }) => name)))
  return Object.fromEntries(Object.entries(given).filter(([name]) => own.has(name) || !known.has(name)))
}
