import { extname } from 'node:path'

/** The module of a part, beside this one: JavaScript in a package, TypeScript in a checkout. */
export function partProgram(name: 'atom-program' | 'sandbox-program'): URL {
  return new URL(`./${name}${extname(import.meta.url)}`, import.meta.url)
}

/** Begins the variables of the hub and of the command line's own connection: `COUPA_CONNECTOR_…`, `COUPA_…`. */
const ourPrefix = 'COUPA_'

/**
 * What a part sees of the environment: proxies and certificates, but none of our own variables, among which are the password
 * of the database and the sealing keys. Parts work on what strangers answer.
 */
export function partEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith(ourPrefix)))
}
