import { describe, expect, it } from 'vitest'
import { nearestScope } from './nearest-scope.ts'

const known = ['core.common.read', 'core.user.read', 'core.user.write', 'core.invoice.read', 'openid']

describe('nearestScope', () => {
  it.each([
    ['Core.User.Read', 'core.user.read'],
    ['core.users.read', 'core.user.read'],
    ['core_common_read', 'core.common.read'],
    ['core.invocie.read', 'core.invoice.read'],
    ['OpenID', 'openid'],
  ])('knows what %s means', (name, meant) => {
    expect(nearestScope(name, known)).toBe(meant)
  })

  it.each(['core.user.read', 'core.nothing.read', 'x', ''])('has nothing to say of "%s"', (name) => {
    expect(nearestScope(name, known)).toBeUndefined()
  })
})
