import { extname } from 'node:path'

/** The module of a part, next to this one: JavaScript in a package, TypeScript in a checkout. */
export function partProgram(name: 'atom-program' | 'sandbox-program'): URL {
  return new URL(`./${name}${extname(import.meta.url)}`, import.meta.url)
}

/** Prefix of the variables of the hub (`COUPA_CONNECTOR_…`) and of the command line's own connection (`COUPA_…`). */
const ourPrefix = 'COUPA_'

/**
 * The environment of a part. It has proxies and certificates, but none of our own variables, which hold the password of the
 * database and the sealing keys. Parts process answers from strangers.
 */
export function partEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith(ourPrefix)))
}
