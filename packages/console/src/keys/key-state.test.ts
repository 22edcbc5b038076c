import { describe, expect, it } from 'vitest'
import { keyState } from './key-state.ts'

const nowMs = Date.UTC(2026, 0, 1)
const after = (days: number): string => new Date(nowMs + days * 86_400_000).toISOString()

describe('keyState', () => {
  it('warns two weeks before a key ends', () => {
    expect(keyState({ expiresAt: after(13), revokedAt: null }, nowMs)).toMatchObject({
      label: 'Expires soon',
      isValid: true,
    })
    expect(keyState({ expiresAt: after(15), revokedAt: null }, nowMs).label).toBe('Valid')
  })

  it('tells an expired key from a revoked one', () => {
    expect(keyState({ expiresAt: after(-1), revokedAt: null }, nowMs).label).toBe('Expired')
    expect(keyState({ expiresAt: after(9), revokedAt: after(-1) }, nowMs).label).toBe('Revoked')
  })
})
