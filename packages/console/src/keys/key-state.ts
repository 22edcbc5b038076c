import type { ApiKey } from '@coupa-connector/protocol'
import type { IconName } from '../ui/marks/icon.tsx'
import type { Tone } from '../ui/marks/status.tsx'

const soonMs = 14 * 86_400_000

/** How a key stands: valid, about to end, ended. */
export function keyState(
  { expiresAt, revokedAt }: Pick<ApiKey, 'expiresAt' | 'revokedAt'>,
  nowMs: number,
): { readonly tone: Tone; readonly icon: IconName; readonly label: string; readonly isValid: boolean } {
  if (revokedAt !== null) return { tone: 'quiet', icon: 'cross', label: 'Revoked', isValid: false }
  const leftMs = new Date(expiresAt).getTime() - nowMs
  if (leftMs <= 0) return { tone: 'quiet', icon: 'clock', label: 'Expired', isValid: false }
  if (leftMs < soonMs) return { tone: 'warning', icon: 'clock', label: 'Expires soon', isValid: true }
  return { tone: 'good', icon: 'check', label: 'Valid', isValid: true }
}
