/** The small types that the generated record types are made of. */

/** A decimal number as Coupa writes it, for example `'118.40'`: a string, so that no digit is lost (F-101). */
export type Decimal = string

/** A decimal number to send. A string keeps every digit; a number is written out. */
export type DecimalInput = string | number

/** A day with time and offset, for example `'2025-03-04T05:06:07-08:00'` (F-150). */
export type DateTime = string

/** A day without time, for example `'2025-03-04'`. */
export type DateOnly = string

/** One of the known values, or one that Coupa has added since. Editors complete the known ones. */
export type OpenValue<Known extends string> = Known | (string & {})

/** Custom fields whose names and types are not declared. Pass an interface of your own instead to have them checked. */
export type OpenCustomFields = Record<string, unknown>

/** An object of which no field is known. */
export type UnknownObject = Record<string, unknown>

/** Input of a type of which nothing can be written. */
export type EmptyInput = Record<string, never>

/** A record inside another one: any of its fields may be missing, and any may be null, its id too (F-104). */
export type Embedded<Type> = { [Field in keyof Type]?: Type[Field] | null }

/** The content of a file to upload. */
export type FileInput = Uint8Array | Blob | AsyncIterable<Uint8Array>
