import { type TaxRate, taxRates } from '../data/tax-rates.ts'
import { type InputObject, isInputObject } from '../format/input.ts'
import { parseBoolean, rubyNumber } from '../query/scalars.ts'
import { underscored } from '../schema/names.ts'
import type { Values } from '../schema/value.ts'
import { isGiven } from './flags.ts'
import { findCountry } from './references.ts'

/** What looking for a tax rate came to: its values, or what is wrong. */
export type TaxRateLookup = { readonly values: Values } | { readonly messages: readonly string[] }

const keys = ['id', 'percentage', 'country', 'exempt', 'reverse-charge', 'tax-rate-type']

/**
 * Finds the tax rate that a tax line names (F-333): by id, which wins over everything; else by percentage and
 * country, both mandatory, and the flags, false by default. The kind of tax must be named where the country has several.
 * Members beyond these are an error. Only the message about a missing record is documented; the others are inferred.
 */
export function lookUpTaxRate(input: InputObject): TaxRateLookup {
  const unknown = Object.keys(input).filter((name) => !keys.includes(name))
  if (unknown.length > 0)
    return { messages: unknown.map((name) => `Tax rate has an unknown field ${underscored(name)}`) }
  if (isGiven(input.id)) {
    const id = Number(rubyNumber(String(input.id)))
    const found = taxRates.find((rate) => rate.id === id)
    return found ? { values: valuesOf(found) } : missing(input)
  }
  const blank = ['percentage', 'country'].filter((name) => !isGiven(input[name]))
  if (blank.length > 0) return { messages: blank.map((name) => `Tax rate ${name} can't be blank`) }
  // Ruby reads `123test` as 123 and `test123` as 0 (F-156).
  const percentage = Number(rubyNumber(String(input.percentage)))
  const isExempt = parseBoolean(input.exempt ?? false) ?? false
  const isReverseCharge = parseBoolean(input['reverse-charge'] ?? false) ?? false
  if (percentage !== 0 && (isExempt || isReverseCharge))
    return { messages: ['Tax rate percentage must be zero when it is exempt or reverse charge'] }
  const country = isInputObject(input.country)
    ? findCountry(input.country)
    : findCountry({ code: input.country ?? null })
  if (!country) return missing(input)
  const ofCountry = taxRates.filter((rate) => rate.country.code === country.code)
  const type = input['tax-rate-type']
  const hasSeveralTypes = new Set(ofCountry.map((rate) => rate.type.id)).size > 1
  if (hasSeveralTypes && !isGiven(type)) return { messages: ["Tax rate tax rate type can't be blank"] }
  const found = ofCountry.find(
    (rate) =>
      rate.percentage === percentage &&
      rate.isExempt === isExempt &&
      rate.isReverseCharge === isReverseCharge &&
      (type === undefined || !isGiven(type) || isOfType(rate, type)),
  )
  return found ? { values: valuesOf(found) } : missing(input)
}

function isOfType({ type }: TaxRate, given: InputObject[string]): boolean {
  if (!isInputObject(given)) return String(given) === type.description
  return Object.entries(given).every(([name, value]) => {
    if (name === 'id') return Number(value) === type.id
    return name !== 'description' || value === type.description
  })
}

function valuesOf({ id, percentage, isExempt, isReverseCharge, type, country }: TaxRate): Values {
  return {
    id,
    percentage: Number.isInteger(percentage) ? `${percentage}.0` : String(percentage),
    exempt: isExempt,
    'reverse-charge': isReverseCharge,
    active: true,
    description: `${String(country.code)} ${percentage}%`,
    country,
    'tax-rate-type': { ...type, active: true },
  }
}

/** The documented message, with the keys of this look-up. */
function missing(input: InputObject): TaxRateLookup {
  const given = Object.entries(input).map(([name, value]) => {
    const text = isInputObject(value) ? String(Object.values(value)[0]) : String(value)
    return `"${underscored(name)}"=>${JSON.stringify(text)}`
  })
  const possible = keys.map((name) => `"${underscored(name)}"`).join(', ')
  return {
    messages: [
      `Unable to find valid TaxRate record for tax_rate with keys {${given.join(', ')}}. Possible keys are [${possible}]. Please verify your xml.`,
    ],
  }
}
