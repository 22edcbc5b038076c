import type { OptionDeclaration } from '../../command/command.ts'
import { storageSettings } from '../serve/settings/serve-settings.ts'
import { settingOptions } from '../serve/settings/setting-options.ts'

/** Options of every command that works on an installation directly. They are the settings of `serve`. */
export const storageOptions: readonly OptionDeclaration[] = [
  { flags: '--config <file>', description: 'read settings from this file (COUPA_CONNECTOR_CONFIG)' },
  ...settingOptions(storageSettings),
]
