import type { OptionDeclaration } from '../../../command/command.ts'
import { flagOf, hasFlag, type Setting, variableOf } from './setting.ts'

/** The options for the settings that have a flag. A setting that is true or false gets `--x` and `--no-x`. */
export function settingOptions(settings: readonly Setting[]): readonly OptionDeclaration[] {
  return settings.filter(hasFlag).flatMap((setting): OptionDeclaration[] => {
    const flag = flagOf(setting)
    const description = `${setting.description} (default: ${setting.defaultText})`
    if (setting.kind === 'flag') {
      return [
        { flags: flag, description },
        { flags: flag.replace('--', '--no-'), description: `the opposite of ${flag}` },
      ]
    }
    const choices = setting.kind === 'choice' ? { choices: setting.choices } : {}
    return [{ flags: `${flag} <${valueWord(setting)}>`, description, ...choices }]
  })
}

/** Lines for the help: the variables and file names of the settings without a flag, and how such names are formed. */
export function settingsHelp(settings: readonly Setting[]): string {
  const hidden = settings.filter((setting) => !hasFlag(setting))
  const width = Math.max(0, ...hidden.map((setting) => variableOf(setting).length))
  return hidden.map((setting) => `  ${variableOf(setting).padEnd(width)}  ${setting.description}`).join('\n')
}

/** The table of all settings for the documentation, as Markdown. */
export function settingsTable(settings: readonly Setting[]): string {
  const rows = settings.map((setting) => {
    const flag = hasFlag(setting) ? `\`${flagOf(setting)}\`` : ''
    return `| \`${setting.name}\` | ${flag} | \`${variableOf(setting)}\` | ${setting.defaultText} | ${setting.description} |`
  })
  return ['| file | flag | variable | default | what it is |', '|---|---|---|---|---|', ...rows, ''].join('\n')
}

function valueWord(setting: Setting): string {
  if (setting.value !== undefined) return setting.value
  switch (setting.kind) {
    case 'integer':
      return 'number'
    case 'url':
      return 'url'
    case 'choice':
      return 'choice'
    case 'text':
    case 'flag':
      return 'text'
  }
}
