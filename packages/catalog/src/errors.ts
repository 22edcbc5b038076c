import { didYouMean } from './nearest-names.ts'

/** Codes of the errors that this package throws. */
export type CatalogErrorCode = 'CATALOG_UNKNOWN_RESOURCE' | 'CATALOG_UNKNOWN_TYPE'

/** Thrown for a name that the catalog does not have. The message names it and the nearest known names. */
export abstract class CatalogError extends Error {
  abstract readonly code: CatalogErrorCode
  /** The value that was looked up, as it was given. */
  readonly value: string
  /** The closest names that exist, the closest first. */
  readonly nearest: readonly string[]

  constructor(kind: string, value: string, nearest: readonly string[]) {
    super(`The catalog has no ${kind} ${JSON.stringify(value)}${didYouMean(nearest)}`)
    this.name = new.target.name
    this.value = value
    this.nearest = nearest
  }
}

/** Thrown by `describe` when no resource has that name or path. */
export class UnknownResourceError extends CatalogError {
  readonly code = 'CATALOG_UNKNOWN_RESOURCE'

  constructor(value: string, nearest: readonly string[]) {
    super('resource', value, nearest)
  }
}

/** Thrown by `describeType` when no type has that name or alias. */
export class UnknownTypeError extends CatalogError {
  readonly code = 'CATALOG_UNKNOWN_TYPE'

  constructor(value: string, nearest: readonly string[]) {
    super('type', value, nearest)
  }
}
