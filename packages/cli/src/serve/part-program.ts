import { extname } from 'node:path'
import { variablePrefix } from '../configuration/setting.ts'

/** The module of a part, beside this one: JavaScript in a package, TypeScript in a checkout. */
export function partProgram(name: 'atom-program' | 'sandbox-program'): URL {
  return new URL(`./${name}${extname(import.meta.url)}`, import.meta.url)
}

/**
 * What a part sees of the environment: proxies and certificates, but none of the hub's settings, among which are the
 * password of the database and the sealing keys. Parts work on what strangers answer.
 */
export function partEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith(variablePrefix)))
}
