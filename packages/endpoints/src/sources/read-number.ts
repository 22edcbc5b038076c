import { EndpointError } from '../contract/endpoint-error.ts'

/** A number in a setting. Throws `SETTING_INVALID` for what is none, or too small, or too large. */
export function readNumber(
  name: string,
  text: string | undefined,
  { minimum, maximum }: { readonly minimum: number; readonly maximum: number },
): number {
  const number = Number(text)
  if (text !== undefined && text.trim() !== '' && number >= minimum && number <= maximum) return number
  throw new EndpointError('SETTING_INVALID', `${name} is "${text ?? ''}".`, {
    field: name,
    remedy: `Write a number from ${minimum} to ${maximum}.`,
  })
}
