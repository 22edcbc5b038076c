import { createHash } from 'node:crypto'
import type { CheckedSettings } from '@coupa-connector/protocol'

/** Raised when the inputs of a fingerprint change, so that settings are tested again. */
const fingerprintVersion = 1

/**
 * Hash of what takes effect: normalized fields, and the ids of the secrets in use. Every newly set secret has a new id, so that
 * it counts as a change although nobody can compare values. Null while there are problems.
 */
export function settingsFingerprint(check: CheckedSettings, secrets: Readonly<Record<string, string>>): string | null {
  if (check.problems.length > 0) return null
  const used = [...check.usedSecrets].sort().map((field) => [field, secrets[field] ?? null])
  return hash(['settings', fingerprintVersion, Object.entries(check.effective).sort(byName), used])
}

/** Stands for settings that cannot take effect yet. It never equals the fingerprint of settings that can. */
export function draftFingerprint(
  fields: Readonly<Record<string, string>>,
  secrets: Readonly<Record<string, string>>,
): string {
  const content = [Object.entries(fields).sort(byName), Object.entries(secrets).sort(byName)]
  return `draft:${hash(['draft', fingerprintVersion, ...content])}`
}

function byName([a]: [string, string], [b]: [string, string]): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function hash(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex')
}
