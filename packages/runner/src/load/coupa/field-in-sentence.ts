/**
 * The field that a refusal of Coupa is about, if its words say so.
 *
 * Coupa gives no field beside a message (F-252). A message about a reference names the field by itself. Any other message begins with
 * the name of a field as people read it: `Payment term can't be blank` is about `payment-term`. Where two names fit, the longer one
 * wins. Undefined if no name fits.
 */
export function fieldInSentence(message: string, fieldNames: readonly string[]): string | undefined {
  // Unable to find valid Supplier record for supplier with keys {…}
  const reference = / record for (\w+) with keys /.exec(message)?.[1]
  if (reference !== undefined) return reference.replaceAll('_', '-')
  const sentence = message.toLowerCase()
  const named = fieldNames.filter((name) => sentence.startsWith(`${name.replaceAll('-', ' ').toLowerCase()} `))
  return named.toSorted((one, other) => other.length - one.length)[0]
}
