/** The two encodings of Coupa's records (F-080). */
export type Format = 'json' | 'xml'

/**
 * One record as both encodings decode to it: Coupa's own hyphenated names, ids and counts as numbers, decimals and times
 * as the strings that were served, null for null, arrays for collections.
 */
export type CoupaRecord = { readonly [name: string]: CoupaValue }
export type CoupaValue = string | number | boolean | null | CoupaRecord | readonly CoupaValue[]
