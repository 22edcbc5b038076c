import { nearestNames } from '@coupa-connector/catalog'
import { isTimeZone } from '../mapping/cut-date.ts'
import { mappingFunctions } from '../mapping/functions.ts'

/** A call as a mapping writes it: `"trim"` or `{ "cut": 20 }`. */
export type FunctionCall = string | Readonly<Record<string, unknown>>

export interface CallProblem {
  readonly message: string
  readonly suggestion?: string | undefined
}

interface ArgumentRule {
  readonly isOptional: boolean
  readonly fits: (argument: unknown) => boolean
  /** An example of a call. */
  readonly example: string
}

/** Functions that take an argument; the others take none. */
const argumentRules: Readonly<Record<string, ArgumentRule>> = {
  pad: { isOptional: false, fits: isPadding, example: '{ "pad": { "length": 10, "with": "0", "at": "start" } }' },
  cut: { isOptional: false, fits: isCount, example: '{ "cut": 20 }' },
  replace: { isOptional: false, fits: isReplacement, example: '{ "replace": ["-", ""] }' },
  split: { isOptional: true, fits: isText, example: '{ "split": "," }' },
  join: { isOptional: true, fits: isText, example: '{ "join": "," }' },
  default: { isOptional: false, fits: () => true, example: '{ "default": "none" }' },
  date: { isOptional: true, fits: isZone, example: '{ "date": "Europe/Berlin" }' },
  zone: { isOptional: false, fits: isZone, example: '{ "zone": "Europe/Berlin" }' },
  decimal: { isOptional: true, fits: isCount, example: '{ "decimal": 2 }' },
  round: { isOptional: true, fits: isCount, example: '{ "round": 2 }' },
  map: { isOptional: false, fits: isObject, example: '{ "map": { "EUR": "978" } }' },
  bool: { isOptional: true, fits: isPair, example: '{ "bool": ["Y", "N"] }' },
  concat: { isOptional: false, fits: () => true, example: '{ "concat": "-DE" }' },
}

/** What is wrong with a call of a function, before it ever runs. */
export function checkFunctionCall(call: FunctionCall): CallProblem | undefined {
  const [name, argument] = typeof call === 'string' ? [call, undefined] : (Object.entries(call)[0] ?? ['', undefined])
  if (!Object.hasOwn(mappingFunctions, name)) {
    const names = Object.keys(mappingFunctions)
    const near = nearestNames(name, names)
    const suggestion = near.length > 0 ? `Did you mean ${near.join(', ')}?` : `There are ${names.join(', ')}.`
    return { message: `names the function ${name}, which does not exist`, suggestion }
  }
  const rule = Object.hasOwn(argumentRules, name) ? argumentRules[name] : undefined
  const isGiven = argument !== undefined && argument !== null
  if (rule === undefined) {
    if (!isGiven) return undefined
    return { message: `gives ${name} an argument, and it takes none`, suggestion: `Write "${name}".` }
  }
  if (!isGiven && rule.isOptional) return undefined
  if (!isGiven) return { message: `gives ${name} no argument`, suggestion: `Write ${rule.example}.` }
  if (rule.fits(argument)) return undefined
  return {
    message: `gives ${name} the argument ${JSON.stringify(argument)}, which it cannot use`,
    suggestion: `Write it like ${rule.example}.`,
  }
}

function isText(argument: unknown): boolean {
  return typeof argument === 'string'
}

function isCount(argument: unknown): boolean {
  return Number.isInteger(argument) && Number(argument) >= 0 && Number(argument) <= 1000
}

function isObject(argument: unknown): boolean {
  return typeof argument === 'object' && argument !== null && !Array.isArray(argument)
}

function isPadding(argument: unknown): boolean {
  const { length = argument, with: filler = ' ', at = 'end' } = Object(argument)
  return isCount(length) && typeof filler === 'string' && filler !== '' && (at === 'start' || at === 'end')
}

function isReplacement(argument: unknown): boolean {
  const texts = Array.isArray(argument) ? argument : Object.keys(Object(argument))
  return (Array.isArray(argument) ? argument.length === 2 : isObject(argument)) && texts[0] !== '' && texts.length > 0
}

function isPair(argument: unknown): boolean {
  return Array.isArray(argument) && argument.length === 2
}

function isZone(argument: unknown): boolean {
  return typeof argument === 'string' && (argument === 'organization' || isTimeZone(argument))
}
