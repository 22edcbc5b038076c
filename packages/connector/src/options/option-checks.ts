import { type OptionCheck, shown } from './check-options.ts'

/** One of a few words. */
export function oneOf(...words: readonly string[]): OptionCheck {
  const wanted = words.map((word) => JSON.stringify(word)).join(' or ')
  return (value) => (words.includes(value as string) ? undefined : `must be ${wanted}, and is ${shown(value)}`)
}

/** A whole number within bounds, both included. */
export function wholeNumber({ from, to = Number.MAX_SAFE_INTEGER }: { from: number; to?: number }): OptionCheck {
  const bounds = to === Number.MAX_SAFE_INTEGER ? `from ${from} on` : `from ${from} to ${to}`
  return (value) =>
    Number.isSafeInteger(value) && Number(value) >= from && Number(value) <= to
      ? undefined
      : `must be a whole number ${bounds}, and is ${shown(value)}`
}

/** A duration in milliseconds that Node's timers can take, 0 only where that has a meaning. */
export function milliseconds({ mayBeZero }: { mayBeZero: boolean }): OptionCheck {
  return (value) => {
    const isRight = typeof value === 'number' && value < 2 ** 31 && (mayBeZero ? value >= 0 : value > 0)
    return isRight
      ? undefined
      : `must be ${mayBeZero ? '0 or more' : 'more than 0'} milliseconds, and is ${shown(value)}`
  }
}

/** A number above a bound and up to another. */
export function numberAbove(bound: number, most: number): OptionCheck {
  return (value) =>
    typeof value === 'number' && value > bound && value <= most
      ? undefined
      : `must be a number above ${bound} and up to ${most}, and is ${shown(value)}`
}

export const isFlag: OptionCheck = (value) =>
  typeof value === 'boolean' ? undefined : `must be true or false, and is ${shown(value)}`

export const isFunction: OptionCheck = (value) =>
  typeof value === 'function' ? undefined : `must be a function, and is ${shown(value)}`

/** A text with something in it. */
export const isText: OptionCheck = (value) =>
  typeof value === 'string' && value.trim() !== '' ? undefined : `must be a text, and is ${shown(value)}`

/** A text that may go into an HTTP header. */
export const isHeaderText: OptionCheck = (value) =>
  typeof value === 'string' && /^[\x21-\x7e][\x20-\x7e]*$/.test(value)
    ? undefined
    : `must be one line of ASCII, and is ${shown(value)}`

export const isList: OptionCheck = (value) =>
  Array.isArray(value) ? undefined : `must be a list, and is ${shown(value)}`

export const isObject: OptionCheck = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? undefined
    : `must be an object, and is ${shown(value)}`

export const isSignal: OptionCheck = (value) =>
  value instanceof AbortSignal || (typeof value === 'object' && value !== null && 'aborted' in value)
    ? undefined
    : `must be an AbortSignal, and is ${shown(value)}`

/** A text, a Buffer or a list of them; what it holds is checked where it is used. */
export const isAnything: OptionCheck = () => undefined

/** An object that can do something: a plug-in. */
export function objectWith(what: string, ...methods: readonly string[]): OptionCheck {
  return (value) => {
    const missing =
      (typeof value === 'object' && value !== null) || typeof value === 'function'
        ? methods.filter((name) => typeof Reflect.get(value, name) !== 'function')
        : methods
    if (missing.length === 0) return undefined
    return `must be ${what} with ${methods.join(', ')}, and ${missing.length === methods.length ? `is ${shown(value)}` : `has no ${missing.join(', ')}`}`
  }
}
