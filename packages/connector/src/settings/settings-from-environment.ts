import { connectionFields } from './connection-fields.ts'
import type { SettingsInput } from './parse-settings.ts'

/**
 * What a set of environment variables says about a connection, by the names in `connectionFields` (`COUPA_URL`, …);
 * `parseSettings` checks it. Pass `process.env`: the library itself reads no environment.
 */
export function settingsFromEnvironment(environment: Readonly<Record<string, string | undefined>>): SettingsInput {
  const given = connectionFields.flatMap(({ name, environmentVariable }) => {
    const value = environmentVariable === undefined ? undefined : environment[environmentVariable]
    return value === undefined ? [] : [[name, value] as const]
  })
  return Object.fromEntries(given)
}
