import { createRedactor } from '../../secrets/redact.ts'
import { testOutcomes } from '../outcomes/outcomes.ts'
import { isOwnWord } from './own-words.ts'
import { stageNames } from './stages.ts'

/** Strikes secrets out of whatever leaves a test. */
export interface SecretStriker {
  /** Adds a value that must never leave, for example a token that was just issued. */
  add(value: string): void
  /** Leaves a string alone that is exactly this value: one of our own, which says nothing. */
  keep(value: string): void
  /** A text without any of them. */
  text(value: string): string
  /** The same for every string inside plain data, names of members included. */
  data<Value>(value: Value): Value
}

/**
 * Everything that a test tells goes through one of these, so that a server which echoes a request cannot bring a secret
 * back in. Tokens and credentials in headers are also struck by their shape, known or not.
 */
export function createSecretStriker(): SecretStriker {
  const secrets = new Set<string>()
  const kept = new Set<string>([...stageNames, ...Object.keys(testOutcomes)])
  let redact = createRedactor([])

  const striker: SecretStriker = {
    add: (value) => {
      if (secrets.has(value)) return
      secrets.add(value)
      redact = createRedactor([...secrets], { isOurs: isOwnWord })
    },
    keep: (value) => kept.add(value),
    text: (value) => credentialShapes.reduce((text, shape) => text.replace(shape, '$1[secret]'), redact(value)),
    data: (value) => strikeData(value, (text) => (kept.has(text) ? text : striker.text(text))),
  }
  return striker
}

/** Bearer and basic headers, and the members of a token request or answer. The first group stays. */
const credentialShapes: readonly RegExp[] = [
  /(\b(?:bearer|basic)\s+)[\w.~+/=-]{16,}/gi,
  /("(?:access_token|refresh_token|id_token|client_secret)"\s*:\s*")(?:[^"\\]|\\.)*/gi,
  /(\b(?:access_token|refresh_token|id_token|client_secret)=)[^&\s"'<]+/gi,
]

function strikeData<Value>(value: Value, text: (value: string) => string): Value
function strikeData(value: unknown, text: (value: string) => string): unknown {
  if (typeof value === 'string') return text(value)
  if (Array.isArray(value)) return value.map((item) => strikeData(item, text))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [text(key), strikeData(item, text)]))
  }
  return value
}
