import type { Context } from '../../../command/context.ts'
import { print, printJson } from '../../../terminal/print.ts'
import { formatTable } from '../../../terminal/table.ts'
import type { Configuration, GivenSetting } from './read-configuration.ts'

/** Prints all settings as one table: the value in effect and its source. For a secret it only says whether it is set. */
export async function printConfiguration(
  { given }: Configuration,
  context: Context,
  { isJson }: { readonly isJson: boolean },
): Promise<void> {
  if (isJson) {
    const entries = given.map((each) => [each.setting.name, { value: jsonValue(each), source: each.source }] as const)
    return await printJson(context.stdout, Object.fromEntries(entries))
  }
  const rows = given.map((each) => [each.setting.name, shownValue(each), shownSource(each)])
  await print(context.stdout, await formatTable(['Setting', 'Value', 'From'], rows, context))
}

function shownValue({ setting, value }: GivenSetting): string {
  if (setting.isSecret) return value === undefined ? 'not set' : 'set'
  return value === undefined ? setting.defaultText : String(value)
}

function jsonValue({ setting, value }: GivenSetting): unknown {
  if (setting.isSecret) return value === undefined ? null : 'set'
  return value ?? null
}

function shownSource({ source, from }: GivenSetting): string {
  return source === 'default' ? 'default' : `${source}: ${from}`
}
