/** The type of a setting. A `flag` is true or false; an `integer` is a whole number within a range. */
export type SettingKind =
  | { readonly kind: 'text' }
  | { readonly kind: 'flag' }
  | { readonly kind: 'integer'; readonly minimum: number; readonly maximum: number }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'url'; readonly protocols: readonly string[]; readonly example: string }

/**
 * One setting of a program that keeps running. It is declared once; the file, the variable, the flag, the help and the printed
 * table follow from it.
 */
export type Setting = SettingKind & {
  /** Its name in the configuration file: `dataDirectory`. The flag and the variable are derived from it. */
  readonly name: string
  /** One line, without a full stop. */
  readonly description: string
  /** The help's word for the value: `<directory>`. Default: from the kind. */
  readonly value?: string
  /** What holds when nobody says anything, as text for people. */
  readonly defaultText: string
  /** Never shown. Has no flag, because other programs on the machine can read command lines. */
  readonly isSecret?: boolean
  /** A secret that may still be given as a flag, because it does not have to contain a password. */
  readonly hasFlag?: boolean
}

export type SettingValue = string | number | boolean

/** `--data-directory` for `dataDirectory`. */
export function flagOf({ name }: Pick<Setting, 'name'>): string {
  return `--${kebab(name)}`
}

/** `COUPA_CONNECTOR_DATA_DIRECTORY` for `dataDirectory`. */
export function variableOf({ name }: Pick<Setting, 'name'>): string {
  return `${variablePrefix}${kebab(name).replaceAll('-', '_').toUpperCase()}`
}

export const variablePrefix = 'COUPA_CONNECTOR_'

/** Whether the setting can be given on the command line. */
export function hasFlag({ isSecret = false, hasFlag: may }: Setting): boolean {
  return may ?? !isSecret
}

/** Parses a value from a file, a variable or a flag. Returns a sentence that says what is wrong when it cannot be used. */
export function readSetting(setting: Setting, given: unknown): Reading {
  switch (setting.kind) {
    case 'text':
      return typeof given === 'string' && given.trim() !== '' ? { value: given } : { problem: 'must be a text' }
    case 'flag':
      if (given === true || given === 'true') return { value: true }
      if (given === false || given === 'false') return { value: false }
      return { problem: 'must be true or false' }
    case 'integer':
      return readInteger(setting, given)
    case 'choice':
      return typeof given === 'string' && setting.choices.includes(given)
        ? { value: given }
        : { problem: `must be one of ${setting.choices.join(', ')}` }
    case 'url':
      return readUrl(setting, given)
  }
}

type Reading = { readonly value: SettingValue } | { readonly problem: string }

function readInteger({ minimum, maximum }: { minimum: number; maximum: number }, given: unknown): Reading {
  const number = typeof given === 'string' && /^-?\d{1,15}$/.test(given.trim()) ? Number(given) : given
  if (typeof number === 'number' && Number.isSafeInteger(number) && number >= minimum && number <= maximum)
    return { value: number }
  return { problem: `must be a whole number from ${minimum} to ${maximum}` }
}

function readUrl({ protocols, example }: { protocols: readonly string[]; example: string }, given: unknown): Reading {
  const isFine = typeof given === 'string' && protocols.includes(URL.parse(given)?.protocol ?? '')
  return isFine ? { value: given } : { problem: `must be an address such as ${example}` }
}

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
