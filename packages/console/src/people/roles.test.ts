import { describe, expect, it } from 'vitest'
import { grantableRoles, roleWithArticle } from './roles.ts'

describe('grantableRoles', () => {
  it('ends with the role of who grants', () => {
    expect(grantableRoles('administrator')).toEqual(['viewer', 'operator', 'builder', 'administrator'])
    expect(grantableRoles('owner')).toContain('owner')
  })
})

describe('roleWithArticle', () => {
  it('is said as people say it', () => {
    expect(roleWithArticle('viewer')).toBe('A viewer')
    expect(roleWithArticle('owner')).toBe('An owner')
  })
})
